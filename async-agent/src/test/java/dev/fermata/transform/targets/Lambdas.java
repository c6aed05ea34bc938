package dev.fermata.transform.targets;

import static dev.fermata.async.Async.await;
import static java.util.concurrent.CompletableFuture.completedFuture;

import dev.fermata.transform.harness.Script;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambda bodies that await, with and without captures, and lambdas made around awaits. */
public final class Lambdas {

  private final String field = "field";

  static CompletableFuture<String> withoutCapture(Script s) {
    Function<Script, CompletableFuture<String>> f = t -> completedFuture(await(t.value("a")) + "b");
    return f.apply(s);
  }

  static CompletableFuture<String> capturesLocals(Script s) {
    int i = 1;
    long l = 2;
    String t = await(s.value("t"));
    Supplier<CompletableFuture<String>> f =
        () -> completedFuture(i + await(s.value("x")) + l + t + await(s.value("y")));
    return completedFuture(await(f.get()) + await(f.get()));
  }

  static CompletableFuture<String> capturesThis(Script s) {
    return new Lambdas().instance(s);
  }

  private CompletableFuture<String> instance(Script s) {
    Supplier<CompletionStage<String>> f =
        () -> {
          String t = field + await(s.value("x"));
          return completedFuture(t + field + await(s.value("y")));
        };
    return completedFuture(await(f.get()) + field);
  }

  static CompletableFuture<String> capturesAwaitedValues(Script s) {
    String a = await(s.value("a"));
    Supplier<String> f = () -> a + a;
    await(s.value("b"));
    return completedFuture(f.get());
  }

  // stack: nothing, but the indy takes the awaited value as its argument
  static CompletableFuture<String> boundMethodReference(Script s) {
    Supplier<String> f = await(s.value("  a "))::trim;
    Function<String, CompletableFuture<String>> g = s::value;
    return completedFuture(f.get() + await(g.apply("b")));
  }

  static CompletableFuture<List<Integer>> inStream(Script s) {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    Arrays.asList(1, 2, 3).stream().map(i -> doubled(s.value(i))).forEach(all::add);
    List<Integer> results = new ArrayList<>();
    for (CompletableFuture<Integer> f : all) {
      results.add(await(f));
    }
    return completedFuture(results);
  }

  private static CompletableFuture<Integer> doubled(CompletionStage<Integer> stage) {
    return completedFuture(2 * await(stage));
  }

  static CompletableFuture<String> lambdaInLambda(Script s) {
    Supplier<CompletableFuture<String>> outer =
        () -> {
          String a = await(s.value("a"));
          Supplier<CompletableFuture<String>> inner =
              () -> completedFuture(a + await(s.value("b")));
          return completedFuture(await(inner.get()) + await(s.value("c")));
        };
    return outer.get();
  }

  static CompletableFuture<String> passedToMethod(Script s) {
    return completedFuture(await(twice(() -> completedFuture(await(s.value("x"))))));
  }

  private static CompletableFuture<String> twice(Supplier<CompletableFuture<String>> f) {
    return completedFuture(await(f.get()) + await(f.get()));
  }

  interface SerializableSupplier extends Supplier<CompletableFuture<String>>, Serializable {}

  // $deserializeLambda$ finds the body by name and descriptor
  static CompletableFuture<String> serializable(Script s) throws Exception {
    String captured = await(s.value("c"));
    SerializableSupplier f = () -> completedFuture(captured + await(completedFuture("d")));
    SerializableSupplier copy = copy(f);
    return completedFuture(await(copy.get()) + await(s.value("e")));
  }

  private static SerializableSupplier copy(SerializableSupplier f)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(f);
    }
    try (ObjectInputStream in = new LocalObjects(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SerializableSupplier) in.readObject();
    }
  }

  /** Looks up classes in the loader of the targets. */
  private static final class LocalObjects extends ObjectInputStream {
    LocalObjects(InputStream in) throws IOException {
      super(in);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass type)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(type.getName(), false, Lambdas.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        return super.resolveClass(type);
      }
    }
  }

  static CompletableFuture<String> recursive(Script s) {
    return new Object() {
      CompletableFuture<String> down(int n) {
        return n == 0
            ? completedFuture("0")
            : completedFuture(n + await(down(n - 1)) + await(s.value(n)));
      }
    }.down(3);
  }

  private static final Function<Script, CompletableFuture<String>> IN_STATIC_FIELD =
      s -> completedFuture(await(s.value("static")));

  static CompletableFuture<String> fromStaticInitialiser(Script s) {
    return IN_STATIC_FIELD.apply(s);
  }
}
