package dev.fermata.maven;

import dev.fermata.transform.build.BuildResult;
import dev.fermata.transform.build.ClassDirectory;
import dev.fermata.transform.model.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;

/** What both goals do to their directory. */
abstract class AbstractInstrumentMojo extends AbstractMojo {

  /** Leaves all classes as they are. */
  @Parameter(property = "fermata.skip", defaultValue = "false")
  private boolean skip;

  final void instrument(Path directory, List<String> classPath) throws MojoFailureException {
    if (skip) {
      getLog().info("Instrumentation is skipped");
      return;
    }
    if (!Files.isDirectory(directory)) {
      getLog().debug("nothing to instrument: no " + directory);
      return;
    }
    List<Path> entries = classPath.stream().map(Path::of).filter(Files::exists).toList();
    try {
      BuildResult result = new ClassDirectory(directory, entries).instrument();
      for (Rejection warning : result.warnings()) {
        getLog().warn(warning.message());
      }
      for (Rejection rejection : result.rejections()) {
        getLog().error(rejection.message());
      }
      if (!result.rejections().isEmpty()) {
        throw new MojoFailureException(
            "%d method(s) cannot be made async: %s"
                .formatted(result.rejections().size(), result.rejections().get(0).message()));
      }
      getLog()
          .info(
              "Instrumented %d method(s) in %d class(es)"
                  .formatted(result.methods(), result.classes()));
    } catch (IOException e) {
      throw new MojoFailureException("cannot instrument " + directory + ": " + e.getMessage(), e);
    }
  }
}
