package dev.fermata.pipeline.timeline;

import static dev.fermata.pipeline.timeline.Sample.visit;
import static dev.fermata.pipeline.timeline.Sample.working;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fermata.pipeline.timeline.Timeline.LeftOut;
import dev.fermata.pipeline.timeline.Timeline.Stage;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class TimelinePictureTest {

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document svg, String name, String style) {
    var found = new ArrayList<Element>();
    var all = svg.getElementsByTagName(name);
    for (int i = 0; i < all.getLength(); i++) {
      var element = (Element) all.item(i);
      if (element.getAttribute("class").equals(style)) {
        found.add(element);
      }
    }
    return found;
  }

  private static List<String> texts(Document svg, String style) {
    return elements(svg, "text", style).stream().map(Element::getTextContent).toList();
  }

  @Test
  void lanesAndThreadsAreRowsWithTheirNames() throws Exception {
    Document svg = parsed(Sample.small().toSvg("A run"));

    assertThat(texts(svg, "heading")).containsExactly("A run");
    assertThat(texts(svg, "name")).containsExactly("fetch", "decode");
    assertThat(texts(svg, "name thread")).containsExactly("loop", "worker");
    assertThat(elements(svg, "rect", "ground")).hasSize(5);
  }

  @Test
  void anItemIsAFrameThatSaysWhatItStandsFor() throws Exception {
    Document svg = parsed(Sample.small().toSvg("A run"));

    assertThat(elements(svg, "rect", "frame"))
        .extracting(frame -> frame.getTextContent().strip())
        .contains(
            "b, from 2.000 ms: 58.000 ms, of which 2.000 ms working and 10.000 ms blocked",
            "decode: a, from 40.000 ms: 50.000 ms, of which 45.000 ms working and 0.000 ms"
                + " blocked");
  }

  @Test
  void statesDifferByHatchingsAndALegendTellsThem() throws Exception {
    String svg = Sample.small().toSvg("A run");

    assertThat(svg)
        .contains("id=\"fermata-waiting\"", "id=\"fermata-blocked\"")
        .contains(".waiting { fill: url(#fermata-waiting); }")
        .contains("prefers-color-scheme: dark");
    assertThat(texts(parsed(svg), "note"))
        .anyMatch(note -> note.startsWith("working:"))
        .anyMatch(note -> note.startsWith("waiting:"))
        .anyMatch(note -> note.startsWith("blocked:"));
  }

  @Test
  void whoDoesNotSeeItIsToldInWords() throws Exception {
    Document svg = parsed(Sample.small().toSvg("A run"));

    assertThat(svg.getElementsByTagName("desc").item(0).getTextContent())
        .isEqualTo(
            "fetch: 2 operations, 2 at a time, 6 ms working, 82 ms waiting, 10 ms blocked;"
                + " decode: 1 operations, 1 at a time, 45 ms working, 5 ms waiting, 0 ms blocked.");
  }

  @Test
  void itDoesNotGrowWithTheNumberOfItems() {
    assertThat(manyItems(100_000).toSvg("")).hasSizeLessThan(60_000);
  }

  private static Timeline manyItems(int count) {
    return Sample.timeline(
        2L * count,
        List.of(new Stage("s", 1)),
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    visit(
                        "s",
                        0,
                        "x",
                        2L * i,
                        2L * i + 1,
                        2L * i + 1,
                        working("t", 2L * i, 2L * i + 1)))
            .toArray(Visit[]::new));
  }

  /** Of 2 units of time one was work, so half of the height is. */
  @Test
  void itemsTooShortToBeSeenTakeUpTheirShareOfTheHeight() throws Exception {
    Document svg = parsed(manyItems(10_000).toSvg(""));

    assertThat(elements(svg, "rect", "frame")).isEmpty();
    assertThat(elements(svg, "path", "working"))
        .hasSize(2)
        .allSatisfy(path -> assertThat(meanHeight(path)).isCloseTo(18.92 / 2, within(0.05)));
  }

  private static double meanHeight(Element path) {
    return Pattern.compile("v([0-9.]+)")
        .matcher(path.getAttribute("d"))
        .results()
        .mapToDouble(part -> Double.parseDouble(part.group(1)))
        .average()
        .orElseThrow();
  }

  @Test
  void whatIsLeftOutIsSaid() throws Exception {
    var small = Sample.small();
    var cut =
        new Timeline(
            small.from(), small.to(), small.stages(), small.visits(), new LeftOut(1234, false));

    assertThat(texts(parsed(cut.toSvg("")), "note"))
        .contains("1,234 later operations are left out, as more were not to be recorded");
  }

  @Test
  void moreLanesThanCanBeDrawnAreSaid() throws Exception {
    Timeline wide =
        Sample.timeline(
            10,
            List.of(new Stage("wide", 50)),
            IntStream.range(0, 50)
                .mapToObj(lane -> visit("wide", lane, "x", 0, 10, 10, working("t" + lane, 0, 10)))
                .toArray(Visit[]::new));

    assertThat(texts(parsed(wide.toSvg("")), "note"))
        .contains("of 50 lanes of wide 32 are drawn", "of 50 threads 24 are drawn");
  }

  @Test
  void whatXmlCannotHaveIsReplaced() throws Exception {
    String strange = "<&\"\u0001\ud800";
    Timeline timeline =
        Sample.timeline(10, List.of(new Stage("s", 1)), visit("s", 0, strange, 0, 9, 9));

    assertThat(texts(parsed(timeline.toSvg(strange)), "label")).containsExactly("<&\"\ufffd\ufffd");
  }

  @Test
  void aTimelineOfNothingIsAPictureToo() throws Exception {
    Document svg = parsed(Sample.timeline(0, List.of(new Stage("s", 1))).toSvg("Nothing"));

    assertThat(texts(svg, "heading")).containsExactly("Nothing");
  }
}
