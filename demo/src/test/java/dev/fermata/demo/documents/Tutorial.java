package dev.fermata.demo.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The programs of pages that are written to be typed in. Snippets without a file name are left out.
 *
 * @param sources the text of each Java block, by the file name that the line above it ends with
 * @param outputs what each program is said to print, by the name of its file
 */
record Tutorial(Map<String, String> sources, Map<String, String> outputs) {

  private static final Pattern FILE = Pattern.compile("`(src/(?:main|test)/java/[\\w/]+\\.java)`:");

  static Tutorial read(Path... pages) throws IOException {
    var programs = new Tutorial(new LinkedHashMap<>(), new LinkedHashMap<>());
    for (Path page : pages) {
      programs.add(page);
    }
    programs.sources.remove("");
    programs.outputs.remove("");
    return programs;
  }

  private void add(Path page) throws IOException {
    String file = "";
    String language = "";
    var block = new StringBuilder();
    for (String line : Files.readAllLines(page)) {
      if (!language.isEmpty()) {
        if (!line.equals("```")) {
          block.append(line).append('\n');
          continue;
        }
        switch (language) {
          case "java" -> sources.put(file, block.toString());
          case "text" -> outputs.put(file, block.toString());
          default -> {}
        }
        language = "";
        block.setLength(0);
      } else if (line.startsWith("```")) {
        language = line.substring("```".length());
      } else {
        var named = FILE.matcher(line);
        if (named.find()) {
          file = named.group(1);
        }
      }
    }
  }
}
