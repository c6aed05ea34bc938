package dev.fermata.demo.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fermata.demo.studio.Lesson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LessonSourceTest {
  private static final String FILE =
      """
      package a;

      import b.C;

      /**
       * Title: of it.
       *
       * <p>One {@code List<T>} and
       * <em>two</em>.
       *
       * <p><b>In the timeline:</b> a staircase.
       */
      final class A {}
      """;

  @Test
  void aFileIsTakenApart() {
    var source = LessonSource.parse(FILE);

    assertThat(source.title()).isEqualTo("Title: of it");
    assertThat(source.text()).containsExactly(new Prose("One {@code List<T>} and <em>two</em>."));
    assertThat(source.timelineText())
        .containsExactly(new Prose("<b>In the timeline:</b> a staircase."));
    assertThat(source.imports()).isEqualTo("import b.C;\n");
    assertThat(source.code()).isEqualTo("final class A {}\n");
    assertThat(source.firstLine()).isEqualTo(13);
  }

  @Test
  void aFileWithoutAClassCommentIsRefused() {
    assertThatThrownBy(() -> LessonSource.parse("package a;\n\nclass A {}\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("class with a comment");
  }

  @Test
  void aLessonWithoutItsSourceSaysWhatToDo() {
    Lesson nowhere = studio -> {};

    assertThatThrownBy(() -> LessonSource.of(nowhere.getClass()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("build with Maven");
  }

  @Test
  void proseBecomesHtmlOrPlainLines() {
    var prose = new Prose("One {@code List<T>} and\n<em>two</em>.");

    assertThat(prose.html()).isEqualTo("One <code>List&lt;T&gt;</code> and <em>two</em>.");
    assertThat(prose.plain(16)).isEqualTo("One `List<T>`\nand two.");
  }

  @ParameterizedTest
  @MethodSource("dev.fermata.demo.course.Course#lessons")
  void everyLessonTeachesInWordsAndIsShort(CourseLesson lesson) {
    assertThat(lesson.lesson().getClass().getSimpleName())
        .startsWith("L%02d".formatted(lesson.number()));
    assertThat(lesson.title()).isNotBlank();
    assertThat(lesson.source().text()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(lesson.source().code())
        .contains("public static void main(", "LessonAlone.run(new ")
        .satisfies(code -> assertThat(code.lines()).hasSizeLessThan(110));
  }
}
