package dev.fermata.maven;

import dev.fermata.transform.build.ClassDirectory;
import dev.fermata.transform.model.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;

/** What both goals do to their directory. */
abstract class AbstractInstrumentMojo extends AbstractMojo {

  final void instrument(Path directory, List<String> classPath) throws MojoFailureException {
    if (!Files.isDirectory(directory)) {
      getLog().debug("nothing to instrument: no " + directory);
      return;
    }
    List<Path> entries = classPath.stream().map(Path::of).filter(Files::exists).toList();
    try {
      ClassDirectory.Result result = new ClassDirectory(directory, entries).instrument();
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
