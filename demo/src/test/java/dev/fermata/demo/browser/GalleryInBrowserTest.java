package dev.fermata.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fermata.demo.course.Course;
import dev.fermata.demo.course.CourseLesson;
import dev.fermata.demo.course.Gallery;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The course's pages, all of them, in a real browser; skipped where there is none. */
@Timeout(180)
class GalleryInBrowserTest {

  private static final List<CourseLesson> LESSONS = Course.lessons();
  @TempDir private static Path folder;
  private static Chromium chromium;
  private static URI contents;
  private BrowserTab tab;

  @BeforeAll
  static void start() throws Exception {
    contents = Gallery.write(folder, LESSONS, lesson -> {}).toUri();
    chromium = Chromium.startOrSkip();
  }

  @AfterAll
  static void stop() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void openTab() throws Exception {
    tab = new BrowserTab(chromium);
  }

  /** Whatever a test did, the pages did it without errors, and without asking anybody else. */
  @AfterEach
  void nothingWentWrong() {
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests())
        .allMatch(
            url -> url.startsWith("file:") || url.startsWith("about:") || url.startsWith("data:"));
    tab.close();
  }

  @Test
  void theWayOnLeadsThroughTheWholeCourse() throws Exception {
    tab.open(contents);
    tab.follow(".course a");
    for (CourseLesson lesson : LESSONS) {
      assertThat(tab.text("h1")).isEqualTo(lesson.title());
      assertThat(tab.text(".contents .here")).isEqualTo(lesson.title());
      if (lesson.number() < LESSONS.size()) {
        tab.follow(".way-on .next");
      }
    }
    assertThat(number("document.querySelectorAll('.way-on .next').length")).isZero();
    tab.follow(".way-on .prev");
    assertThat(tab.text("h1")).isEqualTo(LESSONS.get(LESSONS.size() - 2).title());
    tab.follow("header a");
    assertThat(number("document.querySelectorAll('.course li').length")).isEqualTo(LESSONS.size());
  }

  @Test
  void everyLinkOfTheContentsAndOfAComparisonOpensItsLesson() throws Exception {
    for (int i = 0; i < LESSONS.size(); i++) {
      open(LESSONS.get(8));
      tab.follow(".contents li:nth-child(" + (i + 1) + ") a");
      assertThat(tab.text("h1")).isEqualTo(LESSONS.get(i).title());
    }
    open(LESSONS.get(8));
    tab.follow(".comparison a");
    assertThat(tab.text("h1")).isEqualTo(LESSONS.get(1).title());
  }

  @Test
  void noPageIsWiderThanASmallScreen() throws Exception {
    tab.resize(360, 640);
    tab.open(contents);
    assertThat(tooWide()).isEmpty();
    for (CourseLesson lesson : LESSONS) {
      open(lesson);
      assertThat(tooWide()).as(lesson.title()).isEmpty();
    }
  }

  @Test
  void everyAwaitOfAProgramStandsOut() throws Exception {
    for (CourseLesson lesson : LESSONS) {
      open(lesson);
      assertThat(number("document.querySelectorAll('.program mark').length"))
          .as(lesson.title())
          .isEqualTo(
              number(
                  "document.querySelector('.program').innerText.match(/\\bawait\\(/g)?.length || 0"));
    }
    open(LESSONS.get(8));
    assertThat(number("document.querySelectorAll('.program mark').length")).isEqualTo(3);
    assertThat(style("mark", "backgroundColor")).isNotEqualTo(style("pre", "backgroundColor"));
    assertThat(style(".line.awaits", "backgroundColor"))
        .isNotEqualTo(style(".line:not(.awaits)", "backgroundColor"));
  }

  @Test
  void everyTimelineCanBeSeenAndIsDescribed() throws Exception {
    for (CourseLesson lesson : LESSONS) {
      open(lesson);
      boolean hasTimeline = lesson.number() != 10; // which runs nothing, and looks at class files
      assertThat(number("document.querySelectorAll('svg.trace').length"))
          .as(lesson.title())
          .isEqualTo(hasTimeline ? 1 : 0);
      if (hasTimeline) {
        assertThat(number("document.querySelectorAll('svg.trace g .bar').length")).isPositive();
        assertThat(number("document.querySelector('svg.trace').getBoundingClientRect().width"))
            .isGreaterThan(600);
        assertThat(tab.accessibleNames("image")).hasSize(1).doesNotContain("");
      }
    }
  }

  @Test
  void textCanBeReadInLightAndInDark() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      tab.prefer("prefers-color-scheme", scheme);
      for (CourseLesson lesson : List.of(LESSONS.get(1), LESSONS.get(8), LESSONS.get(14))) {
        open(lesson);
        assertThat(Contrast.tooLow(tab)).as(scheme + ", " + lesson.title()).isEmpty();
      }
    }
  }

  @Test
  void theKeyboardGetsToTheTextFirstAndWhatHasTheFocusCanBeSeen() throws Exception {
    open(LESSONS.get(1));
    tab.press("Tab");
    assertThat(tab.evaluate("document.activeElement.className").getAsString()).isEqualTo("skip");
    assertThat(number("document.activeElement.getBoundingClientRect().left")).isPositive();
    for (String next : List.of("HEADER", "PRE")) {
      tab.press("Tab");
      assertThat(
              tab.evaluate("document.activeElement.closest('header, pre').tagName").getAsString())
          .isEqualTo(next);
      assertThat(
              tab.evaluate("getComputedStyle(document.activeElement).outlineWidth").getAsString())
          .isEqualTo("3px");
    }
  }

  private void open(CourseLesson lesson) throws Exception {
    tab.open(contents.resolve(file(lesson)));
  }

  private static String file(CourseLesson lesson) {
    return "lesson-%02d.html".formatted(lesson.number());
  }

  private int number(String expression) throws Exception {
    return tab.evaluate(expression).getAsInt();
  }

  private String style(String selector, String property) throws Exception {
    return tab.evaluate(
            "getComputedStyle(document.querySelector('%s')).%s".formatted(selector, property))
        .getAsString();
  }

  /** What reaches beyond the screen, except inside of what scrolls by itself. */
  private String tooWide() throws Exception {
    return tab.evaluate(
            """
            (() => {
              const width = document.documentElement.scrollWidth;
              const out = [...document.querySelectorAll('body *')]
                .filter(one => !one.closest('.skip') && !one.parentElement.closest('pre, .scroll'))
                .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5)
                .map(one => one.tagName + '.' + one.className);
              return (width > innerWidth ? 'the page: ' + width + ' ' : '') + out.join(' ');
            })()
            """)
        .getAsString();
  }
}
