package dev.fermata.demo;

import dev.fermata.demo.stepper.page.Page;
import dev.fermata.demo.stepper.page.PageServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The sub-command {@code serve}. */
@Command(
    name = "serve",
    header = "Shows an event loop in the browser, step by step.",
    description = {
      "Serves the stepper: a page where one watches programs run on the event loop, step by step,"
          + " forwards and backwards.",
      "It is served to this machine only, and needs no network. Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ManifestVersion.class,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Serve at this port; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port = 8137;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (port < 0 || port > 65_535) {
      throw new ParameterException(
          spec.commandLine(), "--port: '" + port + "' is not a port, which is 0 to 65535");
    }
    try (PageServer server = PageServer.start(Page.load(), port)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("Open " + server.address() + " in a browser. Ctrl-C ends the server.");
      out.flush();
      new CountDownLatch(1).await(); // until the JVM is asked to end
    } catch (BindException taken) {
      throw new ParameterException(
          spec.commandLine(),
          "--port: port " + port + " is taken; try another, or 0 for any",
          taken);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.OK;
  }
}
