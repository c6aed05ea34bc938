package dev.fermata.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;

/** Instruments the classes of a project, after they are compiled. */
@Mojo(
    name = "instrument",
    defaultPhase = LifecyclePhase.PROCESS_CLASSES,
    requiresDependencyResolution = ResolutionScope.COMPILE,
    threadSafe = true)
public final class InstrumentMojo extends AbstractInstrumentMojo {

  /** Directory of the classes. */
  @Parameter(defaultValue = "${project.build.outputDirectory}", required = true)
  private String directory = "";

  @Parameter(defaultValue = "${project.compileClasspathElements}", readonly = true, required = true)
  private List<String> classPath = List.of();

  @Override
  public void execute() throws MojoFailureException {
    instrument(Path.of(directory), classPath);
  }
}
