package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.harness.InMemoryCompiler;
import dev.fermata.transform.model.ClassFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** The page's example becomes what the page says. */
class HowItWorksTest {

  private static final Path PAGE = Path.of("..", "docs", "how-it-works.md");

  private static String page;
  private static ClassNode site;

  @BeforeAll
  static void instrumentTheExample() throws IOException {
    page = Files.readString(PAGE);
    Matcher example =
        Pattern.compile("## Before\n\n```java\n(.*?)```", Pattern.DOTALL).matcher(page);
    assertThat(example.find()).isTrue();
    String source =
        """
        import static dev.fermata.async.Async.await;
        import static java.util.concurrent.CompletableFuture.completedFuture;
        import java.net.URI;
        import java.util.*;
        import java.util.concurrent.*;
        abstract class Site {
          abstract CompletableFuture<List<URI>> parts(URI page);
          abstract CompletableFuture<Integer> size(URI part);
          %s
        }
        """
            .formatted(example.group(1));
    byte[] classFile =
        InMemoryCompiler.compile(List.of("--release", "17", "-g"), "Site.java", source).get("Site");
    Outcome outcome =
        new Instrumenter(ClassFiles.of(HowItWorksTest.class.getClassLoader()))
            .instrument(classFile);
    site = new ClassNode();
    new ClassReader(outcome.classFile().orElseThrow()).accept(site, 0);
  }

  @Test
  void theMethodBecomesTheThreeThatThePageShows() {
    assertThat(site.methods)
        .extracting(method -> method.name)
        .contains("total", "async$total", "async$total$resume");
    assertThat(method("async$total").desc).contains("Ldev/fermata/async/Frames$R2W2;");
    assertThat(page)
        .contains("async$total(URI page, int factor, Frames.R2W2 frame)")
        .contains("async$total$resume(Continuation c)");
  }

  @Test
  void theFrameHasTheSlotsThatThePageShows() {
    var slots =
        StreamSupport.stream(method("async$total").instructions.spliterator(), false)
            .filter(FieldInsnNode.class::isInstance)
            .map(insn -> ((FieldInsnNode) insn).name)
            .distinct()
            .sorted()
            .toList();
    assertThat(slots).containsExactly("r0", "r1", "w0", "w1");
    slots.forEach(slot -> assertThat(page).contains("| `" + slot + "` |"));
  }

  private static MethodNode method(String name) {
    return site.methods.stream()
        .filter(method -> method.name.equals(name))
        .findFirst()
        .orElseThrow();
  }
}
