package dev.fermata.demo.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's own Chromium, without a window.
 *
 * <p>It is driven by its own protocol, over the JDK's WebSocket. Playwright for Java would bring
 * some 200 MB (a Node.js for each operating system), Selenium a second native program whose version
 * has to match the browser's; and neither would spare us the protocol where media, screen sizes and
 * the accessibility tree are concerned.
 */
final class Chromium implements AutoCloseable {

  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final URI address;

  private Chromium(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts the one of this machine; where there is none, the calling test is skipped. */
  static Chromium startOrSkip() throws IOException {
    Optional<Path> program = installed();
    assumeTrue(
        program.isPresent(),
        "no Chromium on the PATH: install one, or name it with -Dchromium=PROGRAM");
    return start(program.get());
  }

  /** Where the machine has one; the system property {@code chromium} names another place. */
  private static Optional<Path> installed() {
    return Stream.of(
            System.getProperty("chromium", "chromium"), "chromium-browser", "google-chrome")
        .flatMap(Chromium::places)
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> places(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder).resolve(program));
  }

  /** Starts it with a new profile, in the folder that the build cleans. */
  private static Chromium start(Path program) throws IOException {
    Path profile = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chromium");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new Chromium(process, addressOf(process));
  }

  /** It says where it listens, and goes on to say this and that, which nobody reads. */
  private static URI addressOf(Process process) throws IOException {
    var said = new StringBuilder();
    var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        var reader = new Thread(() -> lines.lines().forEach(ignored -> {}), "chromium-errors");
        reader.setDaemon(true);
        reader.start();
        return URI.create(line.substring(LISTENING.length()));
      }
      said.append(line).append('\n');
    }
    throw new IOException("Chromium has ended without listening:\n" + said);
  }

  URI address() {
    return address;
  }

  /** Asks it to end; it ends its many processes itself. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
