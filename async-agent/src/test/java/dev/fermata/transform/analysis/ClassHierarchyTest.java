package dev.fermata.transform.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.transform.model.ClassFiles;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class ClassHierarchyTest {

  private final Map<String, byte[]> classFiles = new HashMap<>();
  private final ClassHierarchy hierarchy =
      new ClassHierarchy(
          name -> {
            byte[] known = classFiles.get(name);
            return known != null ? known : ClassFiles.of(null).find(name);
          });

  @Test
  void tellsSubclassesFromOthers() {
    assertThat(hierarchy.isSubclass("java/lang/Integer", "java/lang/Number")).contains(true);
    assertThat(hierarchy.isSubclass("java/lang/Integer", "java/lang/Object")).contains(true);
    assertThat(hierarchy.isSubclass("java/lang/Number", "java/lang/Integer")).contains(false);
    assertThat(hierarchy.isSubclass("a/Unknown", "a/Unknown")).contains(true);
    assertThat(hierarchy.isSubclass("a/Unknown", "java/lang/Number")).isEmpty();
  }

  @Test
  void trustsWhatItCannotFindAndWhatIsAnInterface() {
    assertThat(hierarchy.isAssignable("java/lang/Number", "a/Unknown")).isTrue();
    assertThat(hierarchy.isAssignable("a/Unknown", "java/lang/Number")).isTrue();
    assertThat(hierarchy.isAssignable("java/lang/Runnable", "java/lang/Number")).isTrue();
    assertThat(hierarchy.isAssignable("java/lang/Integer", "java/lang/Number")).isFalse();
  }

  @Test
  void findsTheNearestCommonSuperclass() {
    assertThat(hierarchy.commonSuperclass("java/lang/Integer", "java/lang/Long"))
        .isEqualTo("java/lang/Number");
    assertThat(hierarchy.commonSuperclass("java/util/List", "java/util/ArrayList"))
        .isEqualTo("java/lang/Object");
    assertThat(hierarchy.commonSuperclass("a/Unknown", "java/lang/Long"))
        .isEqualTo("java/lang/Object");
  }

  @Test
  void circlesInDamagedFilesEnd() {
    define("a/A", "a/B", 0);
    define("a/B", "a/A", 0);
    assertThat(hierarchy.isSubclass("a/A", "java/lang/Number")).isEmpty();
    assertThat(hierarchy.commonSuperclass("a/A", "a/B")).isIn("a/A", "a/B");
    assertThat(hierarchy.accessibleSuperclass("a/A", "b/C")).isEqualTo("java/lang/Object");
  }

  @Test
  void damagedFilesAreAsGoodAsNone() {
    classFiles.put("a/Damaged", new byte[] {1, 2, 3});
    assertThat(hierarchy.isSubclass("a/Damaged", "java/lang/Number")).isEmpty();
  }

  @Test
  void findsTheNearestAccessibleSuperclass() {
    define("a/Visible", "java/lang/Object", Opcodes.ACC_PUBLIC);
    define("a/Hidden", "a/Visible", 0);
    assertThat(hierarchy.accessibleSuperclass("a/Hidden", "b/C")).isEqualTo("a/Visible");
    assertThat(hierarchy.accessibleSuperclass("a/Hidden", "a/C")).isEqualTo("a/Hidden");
    assertThat(hierarchy.accessibleSuperclass("a/Unknown", "b/C")).isEqualTo("a/Unknown");
  }

  private void define(String name, String superName, int access) {
    var writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, access, name, null, superName, null);
    classFiles.put(name, writer.toByteArray());
  }
}
