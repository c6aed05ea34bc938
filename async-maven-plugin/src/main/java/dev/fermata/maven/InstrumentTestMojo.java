package dev.fermata.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Instruments the test classes of a project, after they are compiled. */
@Mojo(
    name = "instrument-test",
    defaultPhase = LifecyclePhase.PROCESS_TEST_CLASSES,
    requiresDependencyResolution = ResolutionScope.TEST,
    threadSafe = true)
public final class InstrumentTestMojo extends AbstractInstrumentMojo {

  /** Directory of the test classes. */
  @Parameter(defaultValue = "${project.build.testOutputDirectory}", required = true)
  private String directory = "";

  @Parameter(defaultValue = "${project.testClasspathElements}", readonly = true, required = true)
  private List<String> classPath = List.of();

  @Override
  public void execute() throws MojoFailureException {
    instrument(Path.of(directory), classPath);
  }
}
