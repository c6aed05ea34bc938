package dev.fermata.demo.stepper.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.fermata.demo.stepper.programs.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All files of the page, the recordings among them. It works from a server and from a folder: what
 * it plays comes as a script, which a page may load from a file, too.
 */
public final class Page {

  static final String START = "index.html";
  private static final String RECORDINGS = "recordings.js";
  private static final List<String> FILES =
      List.of(
          START,
          "stepper.css",
          "icon.svg",
          "java-source.js",
          "playback.js",
          "scene.js",
          "stepper.js");

  private final Map<String, PageFile> files;

  private Page(Map<String, PageFile> files) {
    this.files = Collections.unmodifiableMap(files);
  }

  /** Reads the page from the class path. */
  public static Page load() {
    var files = new TreeMap<String, PageFile>();
    for (String name : FILES) {
      files.put(name, new PageFile(PageFile.typeOf(name), resource(name)));
    }
    files.put(RECORDINGS, new PageFile(PageFile.typeOf(RECORDINGS), recordings()));
    return new Page(files);
  }

  private static String recordings() {
    return Arrays.stream(Program.values())
        .map(program -> resource(fileName(program)).strip())
        .collect(joining(",\n", "\"use strict\";\nconst recordings = [\n", "\n];\n"));
  }

  /** Where the recording of {@code program} is, below this package's resources. */
  static String fileName(Program program) {
    return "recordings/" + program.id() + ".json";
  }

  private static String resource(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the stepper's file " + name + " is not on the class path");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the stepper's file " + name, e);
    }
  }

  /** By name, as the page itself refers to them. */
  Map<String, PageFile> files() {
    return files;
  }

  /**
   * Writes all files into {@code folder}, which is made when it is not there.
   *
   * @return the file to open
   */
  public Path writeTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : files.entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue().text());
    }
    return folder.resolve(START);
  }
}
