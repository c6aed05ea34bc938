package dev.fermata.transform.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.transform.harness.InMemoryCompiler;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.JarInputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarTest {

  private static final Map<String, byte[]> CLASS_FILES =
      InMemoryCompiler.compile(
          List.of("--release", "17", "-g"),
          "Shop.java",
          """
          import java.util.concurrent.*;
          class Own<T> extends CompletableFuture<T> {}
          class Shop {
            Own<String> buy(Own<String> o) { dev.fermata.async.Async.await(o); return o; }
          }
          """);
  private static final byte[] SHOP = CLASS_FILES.get("Shop");
  private static final byte[] OWN = CLASS_FILES.get("Own");
  private static final FileTime TIME = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path directory;

  @Test
  void entriesKeepOrderTimeCommentAndCompression() throws IOException {
    byte[] nested = "a jar within, stored".getBytes(StandardCharsets.UTF_8);
    Path jar = directory.resolve("shop.jar");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      zip.setComment("of the jar");
      add(
          zip,
          "META-INF/MANIFEST.MF",
          "Manifest-Version: 1.0\r\n\r\n".getBytes(StandardCharsets.UTF_8),
          false);
      add(zip, "z.txt", "first".getBytes(StandardCharsets.UTF_8), false);
      add(zip, "Shop.class", SHOP, true);
      add(zip, "Own.class", OWN, false);
      add(zip, "lib/nested.jar", nested, true);
      zip.putNextEntry(new ZipEntry("a/"));
      zip.closeEntry();
    }
    assertThat(instrument(jar).methods()).isOne();
    try (var zip = new ZipFile(jar.toFile());
        var sequential = new JarInputStream(Files.newInputStream(jar))) {
      assertThat(sequential.getManifest()).isNotNull();
      assertThat(zip.getComment()).isEqualTo("of the jar");
      assertThat(Collections.list(zip.entries()))
          .extracting(ZipEntry::getName)
          .containsExactly(
              "META-INF/MANIFEST.MF", "z.txt", "Shop.class", "Own.class", "lib/nested.jar", "a/");
      for (String name : List.of("z.txt", "Shop.class", "lib/nested.jar")) {
        ZipEntry entry = zip.getEntry(name);
        assertThat(entry.getLastModifiedTime()).isEqualTo(TIME);
        assertThat(entry.getComment()).isEqualTo("about " + name);
        assertThat(entry.getMethod())
            .isEqualTo(name.equals("z.txt") ? ZipEntry.DEFLATED : ZipEntry.STORED);
      }
      assertThat(content(zip, "lib/nested.jar")).isEqualTo(nested);
      assertThat(content(zip, "Own.class")).isEqualTo(OWN);
      assertThat(content(zip, "Shop.class")).isNotEqualTo(SHOP);
    }
  }

  @Test
  void aJarWithNothingToDoStaysTheSameFile() throws IOException {
    Path jar = jar(Map.of("Shop.class", SHOP, "Own.class", OWN));
    assertThat(instrument(jar).classes()).isOne();
    byte[] once = Files.readAllBytes(jar);
    Object key = Files.readAttributes(jar, "unix:ino").get("ino");
    assertThat(instrument(jar).classes()).isZero();
    assertThat(jar).hasBinaryContent(once);
    assertThat(Files.readAttributes(jar, "unix:ino").get("ino")).isEqualTo(key);
  }

  @Test
  void versionsAndFoldersOfFatJarsAreInstrumentedToo() throws IOException {
    Path jar =
        jar(
            Map.of(
                "Shop.class", SHOP,
                "META-INF/versions/21/Shop.class", SHOP,
                "BOOT-INF/classes/Shop.class", SHOP,
                "BOOT-INF/classes/Own.class", OWN));
    BuildResult result = instrument(jar);
    assertThat(result.rejections()).isEmpty();
    assertThat(result.classes()).isEqualTo(3);
  }

  @Test
  void aSignedJarIsRefusedOnlyIfItWouldChange() throws IOException {
    Path signed =
        jar(Map.of("META-INF/SHOP.SF", new byte[0], "Shop.class", SHOP, "Own.class", OWN));
    byte[] before = Files.readAllBytes(signed);
    assertThatThrownBy(() -> instrument(signed))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is signed")
        .hasMessageContaining("instrument it before it is signed");
    assertThat(signed).hasBinaryContent(before);
    Path harmless = jar(Map.of("META-INF/SHOP.SF", new byte[0], "Own.class", OWN));
    assertThat(instrument(harmless).classes()).isZero();
  }

  @Test
  void anEntryThatIsThereTwiceIsNamed() throws IOException {
    Path jar = jar(Map.of("Shop.class", SHOP, "Shoq.class", SHOP));
    String bytes = Files.readString(jar, StandardCharsets.ISO_8859_1);
    Files.writeString(jar, bytes.replace("Shoq.class", "Shop.class"), StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> instrument(jar))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds Shop.class twice");
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Path text = Files.writeString(directory.resolve("text.jar"), "no jar");
    assertThatThrownBy(() -> instrument(text)).hasMessageContaining("does not begin as a jar does");
    byte[] whole = Files.readAllBytes(jar(Map.of("Shop.class", SHOP)));
    Path cut = Files.write(directory.resolve("cut.jar"), Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> instrument(cut))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cut.jar is not a jar");
  }

  @Test
  void aDamagedClassInAJarIsNamed() throws IOException {
    Path jar = jar(Map.of("Shop.class", Arrays.copyOf(SHOP, SHOP.length - 20)));
    assertThatThrownBy(() -> instrument(jar))
        .hasMessageContaining("!/Shop.class: malformed class file");
  }

  @Test
  void aHugeJarIsCopiedAsAStream() throws IOException {
    Path jar = directory.resolve("huge.jar");
    byte[] megabyte = new byte[1 << 20];
    Arrays.fill(megabyte, (byte) 'x');
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      zip.setLevel(Deflater.BEST_SPEED);
      zip.putNextEntry(new ZipEntry("huge.bin"));
      for (int i = 0; i < 110; i++) {
        zip.write(megabyte);
      }
      add(zip, "Shop.class", SHOP, false);
      add(zip, "Own.class", OWN, false);
    }
    assertThat(instrument(jar).classes()).isOne();
    try (var zip = new ZipFile(jar.toFile())) {
      assertThat(zip.getEntry("huge.bin").getSize()).isEqualTo(110L << 20);
    }
  }

  @Test
  void manyEntriesNeedZip64() throws IOException {
    Path jar = directory.resolve("many.jar");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      for (int i = 0; i < 66_000; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
        zip.closeEntry();
      }
      add(zip, "Shop.class", SHOP, false);
      add(zip, "Own.class", OWN, false);
    }
    assertThat(instrument(jar).classes()).isOne();
    try (var zip = new ZipFile(jar.toFile())) {
      assertThat(zip.size()).isEqualTo(66_002);
    }
  }

  private static BuildResult instrument(Path jar) throws IOException {
    return new ClassJar(jar, BuildOptions.inPlace(List.of())).instrument();
  }

  private Path jar(Map<String, byte[]> entries) throws IOException {
    Path jar = Files.createTempFile(directory, "shop", ".jar");
    try (var zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)))) {
      for (var entry : entries.entrySet()) {
        add(zip, entry.getKey(), entry.getValue(), false);
      }
    }
    return jar;
  }

  private static void add(ZipOutputStream zip, String name, byte[] content, boolean stored)
      throws IOException {
    var entry = new ZipEntry(name);
    entry.setLastModifiedTime(TIME);
    entry.setComment("about " + name);
    if (stored) {
      var crc = new CRC32();
      crc.update(content);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(content.length);
      entry.setCrc(crc.getValue());
    }
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  private static byte[] content(ZipFile zip, String name) throws IOException {
    var content = new ByteArrayOutputStream();
    try (InputStream in = zip.getInputStream(zip.getEntry(name))) {
      in.transferTo(content);
    }
    return content.toByteArray();
  }
}
