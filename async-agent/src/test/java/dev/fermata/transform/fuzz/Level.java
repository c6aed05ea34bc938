package dev.fermata.transform.fuzz;

import dev.fermata.transform.harness.InMemoryCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How programs are made of decisions. */
enum Level {
  SOURCE {
    @Override
    Map<String, byte[]> classFiles(List<Choices> programs, long variant) {
      int release = release(variant);
      return InMemoryCompiler.compile(
          List.of("--release", Integer.toString(release), "-g"),
          CLASS_NAME + ".java",
          text(programs, variant));
    }

    @Override
    String text(List<Choices> programs, long variant) {
      var methods = new ArrayList<String>();
      for (Choices program : programs) {
        methods.add(
            new SourceProgram(program, "program" + methods.size(), release(variant) > 8)
                .methods(CLASS_NAME));
      }
      return SourceProgram.classOf(PACKAGE, CLASS_NAME, methods);
    }

    private int release(long variant) {
      return List.of(17, 8, Runtime.version().feature()).get((int) (variant % 3));
    }
  },

  BYTECODE {
    @Override
    Map<String, byte[]> classFiles(List<Choices> programs, long variant) {
      return StackClass.of(PACKAGE.replace('.', '/') + "/" + CLASS_NAME, programs);
    }

    @Override
    String text(List<Choices> programs, long variant) {
      return StackClass.text(classFiles(programs, variant).values().iterator().next());
    }
  };

  static final String PACKAGE = "dev.fermata.transform.fuzz";
  static final String CLASS_NAME = "Programs";

  /**
   * Class files by internal name, with a scenario for each of {@code programs}: they are numbered.
   *
   * @param variant any number; small differences that concern all of them
   */
  abstract Map<String, byte[]> classFiles(List<Choices> programs, long variant);

  /** The same for people to read. */
  abstract String text(List<Choices> programs, long variant);
}
