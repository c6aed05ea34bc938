package dev.fermata.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import dev.fermata.demo.stepper.page.Page;
import dev.fermata.demo.stepper.page.PageServer;
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

/** The page in a real browser; skipped where there is none. */
@Timeout(120)
class StepperInBrowserTest {

  private static Chromium chromium;
  private static PageServer server;
  private BrowserTab tab;

  @BeforeAll
  static void start() throws Exception {
    chromium = Chromium.startOrSkip();
    server = PageServer.start(Page.load(), 0);
  }

  @AfterAll
  static void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
      server.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    tab = new BrowserTab(chromium);
    tab.open(server.address());
    tab.evaluate("localStorage.clear()");
  }

  /** Whatever a test did, the page did it without errors, and without asking anybody else. */
  @AfterEach
  void nothingWentWrong() {
    String home = server.address().toString();
    assertThat(tab.complaints()).isEmpty();
    assertThat(tab.requests())
        .allMatch(
            url -> url.startsWith(home) || url.startsWith("file:") || url.startsWith("about:"));
    tab.close();
  }

  @Test
  void opensAtTheFirstStepOfTheFirstProgram() throws Exception {
    assertThat(tab.text("#file")).isEqualTo("CoffeeOrders.java");
    assertThat(tab.text("#position")).isEqualTo("1 / 73");
    assertThat(tab.text("#narration")).startsWith("main comes to line 19: int price =");
    assertThat(tab.text("#source [aria-current]")).startsWith("int price = EventLoop.run(");
    assertThat(tab.evaluate("document.getElementById('back').disabled").getAsBoolean()).isTrue();
  }

  @Test
  void keysMoveThroughTheSteps() throws Exception {
    tab.press("ArrowRight");
    tab.press("ArrowRight");
    assertThat(tab.text("#position")).isEqualTo("3 / 73");
    tab.press("ArrowLeft");
    assertThat(tab.text("#position")).isEqualTo("2 / 73");
    assertThat(tab.text("#narration")).startsWith("main task is new");
    tab.press("End");
    assertThat(tab.text("#position")).isEqualTo("73 / 73");
    assertThat(tab.text("#output")).endsWith("paid 50");
    tab.press("Home");
    assertThat(tab.text("#position")).isEqualTo("1 / 73");
    assertThat(tab.text("#output")).isEmpty();
  }

  @Test
  void shiftAndAnArrowGoToWhatTheLoopDoes() throws Exception {
    tab.open(at("coffee/4"));
    tab.pressWithShift("ArrowRight");
    assertThat(tab.text("#kind")).isEqualTo("wakes");
    assertThat(tab.text("#position")).isEqualTo("6 / 73");
    tab.pressWithShift("ArrowLeft");
    assertThat(tab.text("#position")).isEqualTo("3 / 73");
  }

  @Test
  void showsWhatASuspendedCallHasSaved() throws Exception {
    tab.open(at("coffee/16"));

    assertThat(tab.text("#kind")).isEqualTo("suspends");
    assertThat(tab.text("#source [aria-current]")).isEqualTo("await(sleep(ofSeconds(1)));");
    assertThat(tab.text("#stack .frame")).contains("order(\"espresso\", 2)", "drink", "price");
    assertThat(tab.text("#calls .call:last-child"))
        .contains("order(\"espresso\", 2) waits", "awaits sleep(1 s) in line 34")
        .containsSubsequence("saved", "drink", "\"espresso\"", "minutes", "2", "price", "20");
    assertThat(tab.text("#ready")).isEqualTo("task 2");
    assertThat(tab.text("#timers"))
        .isEqualTo("at 1 s in 1 s sleep(1 s) wakes order(\"espresso\", 2)");
  }

  @Test
  void showsThreadsThatRunBlockingFunctions() throws Exception {
    tab.open(at("oven/24"));

    assertThat(tab.text("#file")).isEqualTo("SlowOven.java");
    assertThat(tab.text("#workers"))
        .contains("pool-1-thread-1 runs a blocking function", "bake(\"bread\", 2)")
        .contains("pool-1-thread-2 runs a blocking function", "bake(\"roll\", 3)");
    assertThat(tab.text("#narration")).startsWith("On thread pool-1-thread-");
  }

  @Test
  void playsToTheEndAndFasterWhenAsked() throws Exception {
    tab.open(at("coffee/70"));
    for (int i = 0; i < 3; i++) {
      tab.press("+");
    }
    assertThat(tab.text("#speed")).isEqualTo("8 ×");
    tab.press(" ");
    assertThat(label("play")).isEqualTo("Pause");
    assertThat(live()).isEqualTo("off"); // nobody can listen to that many
    tab.await("document.getElementById('position').textContent === '73 / 73'");
    assertThat(label("play")).isEqualTo("Play");
    assertThat(live()).isEqualTo("polite");
    tab.press("-");
    assertThat(tab.text("#speed")).isEqualTo("4 ×");
  }

  @Test
  void playingCanBePaused() throws Exception {
    tab.click("#play");
    tab.await("document.getElementById('position').textContent === '2 / 73'");
    tab.click("#play");
    assertThat(label("play")).isEqualTo("Play");
    assertThat(tab.evaluate("document.getElementById('play').classList.contains('playing')"))
        .hasToString("false");
  }

  @Test
  void theScrubberAndTheProgramCanBeChosen() throws Exception {
    tab.evaluate(
        "(() => { const s = document.getElementById('scrubber'); s.value = 10;"
            + " s.dispatchEvent(new Event('input')); })()");
    assertThat(tab.text("#position")).isEqualTo("10 / 73");
    tab.await("location.hash === '#coffee/10'"); // to be given to others
    tab.evaluate(
        "(() => { const s = document.getElementById('program'); s.value = 'concert';"
            + " s.dispatchEvent(new Event('change')); })()");
    assertThat(tab.text("#file")).isEqualTo("CalledOff.java");
    assertThat(tab.text("#position")).startsWith("1 / ");
  }

  @Test
  void aStrangeAddressOpensTheBeginning() throws Exception {
    tab.open(at("nothing/abc"));
    assertThat(tab.text("#file")).isEqualTo("CoffeeOrders.java");
    assertThat(tab.text("#position")).isEqualTo("1 / 73");
    tab.open(at("coffee/9999"));
    assertThat(tab.text("#position")).isEqualTo("73 / 73");
  }

  @Test
  void noStepOfAnyProgramIsWiderThanASmallScreen() throws Exception {
    tab.resize(360, 640);

    JsonElement tooWide =
        tab.evaluate(
            """
            (() => {
              const wide = [];
              const set = (id, value, event) => {
                document.getElementById(id).value = value;
                document.getElementById(id).dispatchEvent(new Event(event));
              };
              for (const recording of recordings) {
                set('program', recording.id, 'change');
                for (let i = 1; i <= recording.steps.length; i++) {
                  set('scrubber', i, 'input');
                  const width = document.documentElement.scrollWidth;
                  const out = [...document.querySelectorAll('main *, .player *, header *')]
                    .filter(one => !one.closest('.unseen') && one.getBoundingClientRect().right > 360.5);
                  if (width > 360 || out.length) wide.push(recording.id + '/' + i + ': ' + width + ' ' + (out[0] || {}).className);
                }
              }
              return wide.join();
            })()
            """);

    assertThat(tooWide.getAsString()).isEmpty();
  }

  @Test
  void textCanBeReadInLightAndInDark() throws Exception {
    for (String scheme : List.of("light", "dark")) {
      tab.prefer("prefers-color-scheme", scheme);
      for (String step :
          List.of("coffee/16", "oven/24", "concert/40", "lesson8/86", "lesson9/52")) {
        tab.open(at(step));
        assertThat(Contrast.tooLow(tab)).as(scheme + ", " + step).isEmpty();
      }
    }
  }

  @Test
  void theQueueOfTheLoopByHandIsTheReadyQueue() throws Exception {
    tab.open(at("lesson8/86"));

    assertThat(tab.text("#file")).isEqualTo("L08EventLoopByHand.java");
    assertThat(tab.text("#ready")).isEqualTo("lambda in start(fetched, Bytes(\"bee\"))");
    assertThat(tab.text("#workers")).contains("worker-1", "worker-2", "worker-3");
    assertThat(tab.text("#clock")).isEqualTo("it is 30 ms");
  }

  /** There are more calls than room. */
  @Test
  void theListOfCallsScrollsToTheOneThatChanges() throws Exception {
    tab.resize(1280, 900);
    tab.open(at("lesson9/52"));

    assertThat(tab.text("#calls .call:has(.changed)")).contains("process(Studio, \"elk\")");
    assertThat(
            tab.evaluate(
                    """
                    (() => {
                      const list = document.getElementById('calls').getBoundingClientRect();
                      const call = document.querySelector('.call:has(.changed)').getBoundingClientRect();
                      return list.top - 1 <= call.top && call.bottom <= list.bottom + 1;
                    })()
                    """)
                .getAsBoolean())
        .isTrue();
  }

  /** Where lines break anew, the current one would be somewhere else. */
  @Test
  void theCurrentLineStaysInSightWhenTheWindowGetsSmall() throws Exception {
    tab.resize(1280, 900);
    tab.open(at("lesson9/52"));
    tab.resize(360, 740);
    tab.await(
        """
        (() => {
          const source = document.getElementById('source').getBoundingClientRect();
          const line = document.querySelector('[aria-current]').getBoundingClientRect();
          return source.top <= line.top && line.bottom <= source.bottom;
        })()
        """);
  }

  @Test
  void followsTheSystemsThemeUnlessToldOtherwise() throws Exception {
    String light = background();
    tab.prefer("prefers-color-scheme", "dark");
    String dark = background();
    assertThat(dark).isNotEqualTo(light);

    tab.click("#theme");
    assertThat(tab.text("#theme")).isEqualTo("Theme: light");
    assertThat(background()).isEqualTo(light);
    tab.click("#theme");
    assertThat(background()).isEqualTo(dark);
    tab.open(server.address());
    assertThat(tab.text("#theme")).isEqualTo("Theme: dark");
  }

  @Test
  void nothingMovesForThoseWhoPreferSo() throws Exception {
    String animation = "getComputedStyle(document.querySelector('.changed')).animationName";
    tab.open(at("coffee/2"));
    assertThat(tab.evaluate(animation).getAsString()).isEqualTo("changed");
    tab.prefer("prefers-reduced-motion", "reduce");
    assertThat(tab.evaluate(animation).getAsString()).isEqualTo("none");
  }

  @Test
  void everythingThatCanBeUsedHasAName() throws Exception {
    assertThat(tab.accessibleNames("button"))
        .contains("To the beginning", "One step back", "Play", "One step on", "To the end")
        .contains("Slower", "Faster", "Keys")
        .doesNotContain("");
    assertThat(tab.accessibleNames("slider")).containsExactly("Step");
    assertThat(tab.accessibleNames("combobox")).containsExactly("Program");
    assertThat(tab.accessibleNames("region"))
        .contains("Player", "Suspended calls", "Ready queue", "Executor threads", "Output");
  }

  @Test
  void theKeysAreListedOnAsking() throws Exception {
    tab.press("?");
    assertThat(tab.evaluate("document.getElementById('keys').open").getAsBoolean()).isTrue();
    tab.press("ArrowRight");
    assertThat(tab.text("#position")).isEqualTo("1 / 73");
    tab.press("Escape");
    tab.await("!document.getElementById('keys').open");
  }

  @Test
  void whatHasTheFocusCanBeSeen() throws Exception {
    tab.press("Tab");
    assertThat(tab.evaluate("document.activeElement.id").getAsString()).isEqualTo("program");
    assertThat(tab.evaluate("getComputedStyle(document.activeElement).outlineWidth").getAsString())
        .isEqualTo("3px");
  }

  @Test
  void opensFromAFolderToo(@TempDir Path folder) throws Exception {
    tab.open(Page.load().writeTo(folder).toUri());

    tab.press("End");
    assertThat(tab.text("#position")).isEqualTo("73 / 73");
    assertThat(tab.text("#output")).endsWith("paid 50");
  }

  private static URI at(String step) {
    return URI.create(server.address() + "#" + step);
  }

  private String label(String id) throws Exception {
    return tab.evaluate("document.getElementById('" + id + "').getAttribute('aria-label')")
        .getAsString();
  }

  private String live() throws Exception {
    return tab.evaluate("document.getElementById('narration').getAttribute('aria-live')")
        .getAsString();
  }

  private String background() throws Exception {
    return tab.evaluate("getComputedStyle(document.body).backgroundColor").getAsString();
  }
}
