package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** Awaits in all kinds of statements and expressions. */
public class Statements {
  static class Resource implements AutoCloseable {
    final String name;

    Resource(String name) {
      this.name = name;
      System.out.println("open " + name);
    }

    @Override
    public void close() {
      System.out.println("close " + name);
      throw new IllegalStateException("closing " + name);
    }
  }

  static class Pair {
    final Object first;
    final Object second;

    Pair(Object first, Object second) {
      this.first = first;
      this.second = second;
    }
  }

  static CompletableFuture<String> resources(CompletableFuture<String> stage) {
    try (Resource a = new Resource("a"); Resource b = new Resource("b" + await(stage))) {
      System.out.println(a.name + b.name + await(stage));
      throw new IllegalArgumentException("body");
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(e.getMessage() + " " + e.getSuppressed().length);
    } finally {
      System.out.println("finally " + await(stage));
    }
  }

  static CompletableFuture<String> choices(CompletableFuture<Integer> number) {
    StringBuilder text = new StringBuilder();
    switch (await(number)) {
      case 1:
        text.append("one");
        break;
      case 2:
        text.append("two");
        // falls through
      default:
        text.append("more");
    }
    boolean both = await(number) > 1 && await(number) < 3;
    text.append(both ? await(number) * 2 : await(number) * 3);
    outer:
    for (int i = 0; ; i++) {
      for (int j = 0; j < 3; j++) {
        if (i * j == await(number)) {
          text.append(i).append(j);
          break outer;
        }
      }
    }
    return CompletableFuture.completedFuture(text.toString());
  }

  static CompletableFuture<Object> creation(CompletableFuture<String> stage) {
    Pair pair = new Pair(await(stage), new Pair(1.5, await(stage)));
    return CompletableFuture.completedFuture(pair.first + ", " + ((Pair) pair.second).second);
  }

  static CompletableFuture<String> primitives(CompletableFuture<String> stage) {
    byte b = 1;
    char c = 'c';
    short s = 2;
    boolean flag = true;
    float f = 1.5f;
    await(stage);
    b++;
    c++;
    s++;
    flag = !flag;
    await(stage);
    return CompletableFuture.completedFuture("" + b + c + s + flag + f);
  }

  public static void main(String[] args) {
    CompletableFuture<String> stage = new CompletableFuture<>();
    CompletableFuture<String> resources = resources(stage);
    CompletableFuture<Object> creation = creation(stage);
    CompletableFuture<String> primitives = primitives(stage);
    CompletableFuture<Integer> number = new CompletableFuture<>();
    CompletableFuture<String> choices = choices(number);
    stage.complete("value");
    number.complete(2);
    System.out.println(resources.join());
    System.out.println(creation.join());
    System.out.println(primitives.join());
    System.out.println(choices.join());
    System.out.println(choices(CompletableFuture.completedFuture(4)).join());
  }
}
