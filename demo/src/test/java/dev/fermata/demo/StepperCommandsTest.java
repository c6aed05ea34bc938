package dev.fermata.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sub-commands {@code serve} and {@code stepper}. */
@Timeout(60)
class StepperCommandsTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theServerSaysWhereItIsAndServesUntilItIsInterrupted() throws Exception {
    var printed = new PipedWriter();
    var lines = new BufferedReader(new PipedReader(printed));
    var exitCode = new CompletableFuture<Integer>();
    var thread =
        new Thread(
            () ->
                exitCode.complete(
                    Fermata.commandLine()
                        .setOut(new PrintWriter(printed))
                        .execute("serve", "--port", "0")));
    thread.start();

    var address = Pattern.compile("http://localhost:\\d+/").matcher(lines.readLine());
    assertThat(address.find()).isTrue();
    try (var page = URI.create(address.group()).toURL().openStream()) {
      assertThat(new String(page.readAllBytes(), UTF_8)).contains("<title>Fermata stepper</title>");
    }
    thread.interrupt();
    assertThat(exitCode.join()).isZero();
  }

  @Test
  void aTakenPortIsOneLine() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(execute("serve", "--port", "" + taken.getLocalPort())).isEqualTo(2);
    }
    assertThat(err.toString()).hasLineCount(1).contains("is taken", "--port");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve --port -1", "serve --port 65536", "serve --port x", "stepper", "record"})
  void aWrongArgumentIsOneLineAndExitCode2(String arguments) {
    assertThat(execute(arguments.split(" "))).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).startsWith("fermata").hasLineCount(1).contains("--help");
  }

  @Test
  void thePageCanBeWrittenIntoAFolder(@TempDir Path folder) throws Exception {
    Path target = folder.resolve("new/stepper");

    assertThat(execute("stepper", "--html", target.toString())).isZero();

    assertThat(out.toString())
        .isEqualTo("Open " + target.resolve("index.html").toUri() + System.lineSeparator());
    assertThat(Files.readString(target.resolve("recordings.js"))).contains("\"id\":\"coffee\"");
    assertThat(target.resolve("stepper.css")).isNotEmptyFile();
  }

  private int execute(String... arguments) {
    return Fermata.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }
}
