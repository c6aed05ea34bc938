package dev.fermata.demo.timeline;

import static dev.fermata.demo.timeline.Stages.span;
import static dev.fermata.demo.timeline.Stages.stage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TimelinePictureTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void isAnImageWithATitleAndADescription() throws Exception {
    var picture = parse(SECOND, stage("read", 2, List.of(span(0, 100, 200), span(1, 150, 300))));
    var root = picture.getDocumentElement();

    assertThat(root.getTagName()).isEqualTo("svg");
    assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("aria-labelledby")).isEqualTo("title description");
    assertThat(texts(picture, "title")).contains("Census <of> a & \"b\"");
    assertThat(texts(picture, "desc"))
        .containsExactly(
            "2 operations in 2 bars, over the first 1,000 ms; point at a bar for what it is."
                + " read: 2 operations, 2 at a time, median 100.00 ms.");
  }

  @Test
  void everyStageHasItsLanesAndEveryOperationItsBar() throws Exception {
    var picture =
        parse(
            SECOND,
            stage("list", 1, List.of(span(0, 0, 500))),
            stage("read", 16, List.of(span(3, 100, 200), span(15, 150, 300))));

    assertThat(texts(picture, "text")).contains("list", "read", "16 at a time, 50 % busy");
    assertThat(rects(picture, "band")).hasSize(17);
    assertThat(rects(picture, "b5"))
        .extracting(bar -> bar.getTextContent())
        .contains(
            "item: 500.00 ms, from 0.00 ms",
            "item: 100.00 ms, from 100.00 ms",
            "item: 150.00 ms, from 150.00 ms");
  }

  @Test
  void theAxisIsInMillisecondsAndTheLegendExplainsTheShades() throws Exception {
    var picture = parse(SECOND, stage("read", 1, List.of(span(0, 0, 500))));

    assertThat(texts(picture, "text"))
        .contains("0", "100", "1000", "milliseconds", "one operation")
        .anyMatch(text -> text.startsWith("operations shorter than 1.01 ms, drawn together"));
  }

  @Test
  void stagesDoNotOverlap() throws Exception {
    var picture =
        parse(
            SECOND,
            stage("a", 1, List.of()),
            stage("b", 16, List.of()),
            stage("c", 500, List.of()),
            stage("d", 2, List.of()));

    double bottom = 0;
    for (Element band : rects(picture, "band")) {
      assertThat(number(band, "y")).isGreaterThanOrEqualTo(bottom);
      bottom = number(band, "y") + number(band, "height");
    }
    assertThat(rects(picture, "page"))
        .singleElement()
        .satisfies(page -> assertThat(number(page, "height")).isGreaterThan(0));
    assertThat(number(rects(picture, "page").get(0), "height")).isGreaterThan(bottom);
  }

  @Test
  void moreLanesThanAnyoneCanTellApartAreNotDrawnAndThePictureSaysSo() throws Exception {
    var spans = IntStream.range(0, 500).mapToObj(lane -> span(lane, 0, 100)).toList();

    var picture = parse(SECOND, stage("read", 500, spans));

    assertThat(texts(picture, "text"))
        .contains("500 at a time, 50 % busy", "the first 64 are shown")
        .anyMatch(text -> text.startsWith("64 operations in 64 bars"));
  }

  @Test
  void thousandsOfOperationsMakeAPictureOfBoundedSize() {
    var spans =
        IntStream.range(0, 100_000)
            .mapToObj(i -> span(i % 16, i * 0.02, i * 0.02 + 0.01 * (i % 7)))
            .toList();

    var svg =
        TimelinePicture.of(
            "many", new Timeline(Duration.ofSeconds(2), List.of(stage("read", 16, spans))));

    assertThat(svg.length()).isLessThan(2_000_000);
    assertThat(svg).contains("100,000 operations in ");
  }

  @Test
  void aRunWithoutOperationsIsStillAPicture() throws Exception {
    assertThat(texts(parse(Duration.ofNanos(1)), "text")).contains("milliseconds");
  }

  private static Document parse(Duration window, StageTimeline... stages) throws Exception {
    String svg = TimelinePicture.of("Census <of> a & \"b\"", new Timeline(window, List.of(stages)));
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static List<String> texts(Document picture, String tag) {
    return elements(picture, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> rects(Document picture, String cssClass) {
    return elements(picture, "rect").stream()
        .filter(rect -> rect.getAttribute("class").equals(cssClass))
        .toList();
  }

  private static List<Element> elements(Document picture, String tag) {
    var nodes = picture.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> (Element) nodes.item(index))
        .toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
