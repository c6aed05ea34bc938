package dev.fermata.demo.census;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesForPeopleTest {

  @ParameterizedTest
  @CsvSource({
    "45, 3, 45 (Java 1.1)",
    "48, 0, 48 (Java 1.4)",
    "49, 0, 49 (Java 5)",
    "61, 0, 61 (Java 17)",
    "69, 65535, 69 (Java 25 preview)"
  })
  void aVersionTellsItsJava(int major, int minor, String name) {
    assertThat(new ClassFileVersion(major, minor)).hasToString(name);
  }

  @Test
  void aMethodReadsAsInSource() {
    assertThat(
            new MethodReference(
                "java/util/Map$Entry", "copyOf", "(Ljava/util/Map$Entry;[[JI)Ljava/util/Map;"))
        .hasToString("java.util.Map$Entry.copyOf(Map$Entry, long[][], int)");
    assertThat(new MethodReference("[I", "clone", "()Ljava/lang/Object;"))
        .hasToString("int[].clone()");
  }
}
