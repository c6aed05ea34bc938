package dev.fermata.demo.stepper.recorder;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.connect.ListeningConnector;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The JVM that is recorded, stopped before its first step. */
final class RecordedJvm implements AutoCloseable {

  private static final int SECONDS_TO_START = 60;
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final VirtualMachine machine;

  private RecordedJvm(Process process, VirtualMachine machine) {
    this.process = process;
    this.machine = machine;
  }

  /**
   * Starts a program with this JVM's class path, and stops it before it begins.
   *
   * @param program its class and its arguments
   */
  static RecordedJvm start(List<String> program) throws IOException {
    ListeningConnector connector = socketConnector();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    require(arguments, "localAddress").setValue("127.0.0.1");
    require(arguments, "timeout").setValue(Long.toString(SECONDS_TO_START * 1000L));
    try {
      String address = connector.startListening(arguments);
      try {
        Process process = launch(program, address);
        try {
          return new RecordedJvm(process, connector.accept(arguments));
        } catch (IOException | RuntimeException | IllegalConnectorArgumentsException e) {
          process.destroyForcibly();
          throw e;
        }
      } finally {
        connector.stopListening(arguments);
      }
    } catch (IllegalConnectorArgumentsException e) {
      throw new IllegalStateException("the JDK's debugger refuses its own arguments", e);
    }
  }

  private static ListeningConnector socketConnector() {
    return Bootstrap.virtualMachineManager().listeningConnectors().stream()
        .filter(connector -> connector.transport().name().equals("dt_socket"))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("this JDK has no debugger over sockets (jdk.jdi)"));
  }

  private static Connector.Argument require(Map<String, Connector.Argument> arguments, String key) {
    Connector.Argument argument = arguments.get(key);
    if (argument == null) {
      throw new IllegalStateException("the JDK's debugger has no argument " + key);
    }
    return argument;
  }

  private static Process launch(List<String> program, String address) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-agentlib:jdwp=transport=dt_socket,server=n,suspend=y,address=" + address);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.add("-Dfermata.slowCallbackMillis=0"); // a loop that a debugger stops is not slow
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Transcript.class.getName());
    command.addAll(program);
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.DISCARD)
        .redirectError(Redirect.INHERIT)
        .start();
  }

  VirtualMachine machine() {
    return machine;
  }

  /** Waits for the end of a program that has been let go to its end. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the recorded program does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
