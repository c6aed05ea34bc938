package dev.fermata.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.transform.harness.Rewriting;
import dev.fermata.transform.harness.TargetClasses;
import dev.fermata.transform.model.ClassFiles;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.objectweb.asm.Opcodes;

/** What holds for every class file, whatever is in it. */
class InstrumenterTest {

  private static final Map<String, byte[]> TARGETS = TargetClasses.ofTheBuild().classFiles();
  private static final String MEMBERS = "dev/fermata/transform/targets/Members";

  @Test
  void theSameClassFileGivesTheSameBytes() {
    TARGETS.forEach(
        (name, classFile) ->
            assertThat(transform(classFile).classFile().orElse(classFile))
                .as(name)
                .isEqualTo(transform(classFile.clone()).classFile().orElse(classFile)));
  }

  @Test
  void oneInstrumenterForManyClassesGivesTheSameBytesAsOneForEach() {
    var shared = new Instrumenter(Rewriting.lookup(TARGETS));
    TARGETS.forEach(
        (name, classFile) ->
            assertThat(shared.instrument(classFile).classFile().orElse(classFile))
                .as(name)
                .isEqualTo(transform(classFile).classFile().orElse(classFile)));
  }

  @Test
  void ownOutputIsLeftUntouched() {
    Rewriting.transformed(TARGETS)
        .forEach(
            (name, classFile) -> {
              Outcome again = transform(classFile);
              assertThat(again.classFile()).as(name).isEmpty();
              assertThat(again.rejections()).as(name).isEmpty();
              assertThat(again.transformedMethods()).as(name).isZero();
            });
  }

  @Test
  void theTargetsAreTransformedAtAll() {
    int methods =
        TARGETS.values().stream().mapToInt(file -> transform(file).transformedMethods()).sum();
    assertThat(methods).isGreaterThan(220);
  }

  @Test
  void methodsThatDoNotAwaitAreCopiedByteByByte() {
    TARGETS.forEach(
        (name, classFile) -> {
          byte[] transformed = transform(classFile).classFile().orElse(classFile);
          Map<String, byte[]> after = MethodBytes.of(transformed);
          int changed = 0;
          for (var method : MethodBytes.of(classFile).entrySet()) {
            if (!Arrays.equals(method.getValue(), after.get(method.getKey()))) {
              changed++;
            }
          }
          assertThat(changed).as(name).isEqualTo(transform(classFile).transformedMethods());
        });
  }

  @Test
  void classesThatNeitherAwaitNorSaySoAreNotEvenParsed() {
    assertThat(transform("no class file at all".getBytes(StandardCharsets.UTF_8)))
        .isSameAs(Outcome.UNTOUCHED);
  }

  @Test
  void noClassIsLoaded() {
    var throwing =
        new ClassLoader(null) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) {
            throw new AssertionError("asked to load " + name);
          }

          @Override
          public InputStream getResourceAsStream(String name) {
            return InstrumenterTest.class.getResourceAsStream("/" + name);
          }
        };
    TARGETS.forEach(
        (name, classFile) -> {
          Outcome outcome = new Instrumenter(ClassFiles.of(throwing)).instrument(classFile);
          assertThat(outcome.classFile().orElse(classFile))
              .as(name)
              .isEqualTo(transform(classFile).classFile().orElse(classFile));
        });
  }

  @Test
  void nothingButItsOwnFileHasToBeFound() {
    Map<String, byte[]> alone = new TreeMap<>();
    TARGETS.forEach(
        (name, classFile) -> {
          Outcome outcome = new Instrumenter(unknown -> null).instrument(classFile);
          assertThat(outcome.rejections())
              .as(name)
              .allSatisfy(rejection -> assertThat(rejection.message()).contains("Promise"));
          outcome.classFile().ifPresent(transformed -> alone.put(name, transformed));
        });
    assertThat(alone).hasSizeGreaterThan(15);
  }

  @Test
  void aVersionNewerThanAsmReadsIsOneClearError() {
    byte[] classFile = TARGETS.get(MEMBERS).clone();
    ByteBuffer.wrap(classFile).putShort(6, (short) 99);
    assertThatThrownBy(() -> transform(classFile))
        .isInstanceOf(UnsupportedClassFileException.class)
        .hasMessageContaining("version 99 (Java 55)")
        .hasMessageContaining("--release 28");
  }

  @ParameterizedTest
  @MethodSource("versionsThatAsmReads")
  void everyVersionFromJava8ToTheNewestIsTransformedAndKept(int version) {
    byte[] classFile = TARGETS.get(MEMBERS).clone();
    ByteBuffer.wrap(classFile).putShort(6, (short) version);
    Outcome outcome = transform(classFile);
    assertThat(outcome.rejections()).isEmpty();
    byte[] transformed = outcome.classFile().orElseThrow();
    assertThat(ByteBuffer.wrap(transformed).getInt(4)).isEqualTo(version);
  }

  static IntStream versionsThatAsmReads() {
    return IntStream.rangeClosed(Opcodes.V1_8, Opcodes.V28);
  }

  @Test
  void aPreviewClassFileKeepsItsMinorVersion() {
    byte[] classFile = TARGETS.get(MEMBERS).clone();
    ByteBuffer.wrap(classFile).putShort(4, (short) 0xFFFF);
    byte[] transformed = transform(classFile).classFile().orElseThrow();
    assertThat(ByteBuffer.wrap(transformed).getInt(4))
        .isEqualTo(ByteBuffer.wrap(classFile).getInt(4));
  }

  @Test
  void aTruncatedClassFileIsMalformed() {
    byte[] classFile = TARGETS.get(MEMBERS);
    assertThatThrownBy(() -> transform(Arrays.copyOf(classFile, classFile.length / 2)))
        .isInstanceOf(MalformedClassFileException.class)
        .hasMessageContaining("malformed class file");
  }

  @Test
  void damagedClassFilesNeverCauseAnythingButARefusal() {
    long seed = 20261122;
    var random = new Random(seed);
    byte[] original = TARGETS.get("dev/fermata/transform/targets/Resources");
    for (int i = 0; i < 400; i++) {
      byte[] damaged = original.clone();
      int position = 10 + random.nextInt(damaged.length - 10);
      damaged[position] = (byte) random.nextInt(256);
      try {
        transform(damaged);
      } catch (MalformedClassFileException | UnsupportedClassFileException refused) {
        // as it should be
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", byte " + position + ", run " + i, e);
      }
    }
  }

  private static Outcome transform(byte[] classFile) {
    return new Instrumenter(Rewriting.lookup(TARGETS)).instrument(classFile);
  }
}
