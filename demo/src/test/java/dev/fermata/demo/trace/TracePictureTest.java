package dev.fermata.demo.trace;

import static dev.fermata.demo.trace.Traces.activity;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TracePictureTest {
  private static final Row MAIN = Row.thread("main");
  private static final Row ANT = Row.task("ant");
  private static final Trace TRACE =
      Traces.of(
          100,
          activity(MAIN, State.BLOCKED, "get()", 0, 50),
          activity(MAIN, State.WORKING, "decode", 50, 51),
          activity(ANT, State.WAITING, "fetch ant", 0, 50));

  @Test
  void isAnImageInWords() throws Exception {
    var picture = parse(TRACE);

    assertThat(picture.getDocumentElement().getAttribute("aria-labelledby"))
        .isEqualTo("one-title one-description");
    assertThat(texts(picture, "title")).contains("Lesson <9>");
    assertThat(texts(picture, "desc"))
        .containsExactly(
            "100 ms. thread main: working 1 ms, blocked 50 ms, waiting 0 ms;"
                + " task ant: working 0 ms, blocked 0 ms, waiting 50 ms.");
  }

  @Test
  void everyStateHasItsHatchingAndPointingTellsMore() throws Exception {
    var bars =
        elements(parse(TRACE), "rect").stream()
            .filter(rect -> rect.getAttribute("class").startsWith("bar"))
            .toList();

    assertThat(bars)
        .extracting(bar -> bar.getAttribute("fill"))
        .startsWith("url(#one-blocked)", "currentColor", "url(#one-waiting)");
    assertThat(bars)
        .extracting(Element::getTextContent)
        .startsWith(
            "main, get(): blocked from 0.0 to 50.0 ms",
            "main, decode: working from 50.0 to 51.0 ms",
            "ant, fetch ant: waiting from 0.0 to 50.0 ms");
  }

  @Test
  void labelsStandWhereThereIsRoomAndTheLegendBelow() throws Exception {
    assertThat(texts(parse(TRACE), "text"))
        .contains("main", "ant", "get()", "fetch ant", "milliseconds")
        .contains("working: a thread computes", "waiting: no thread is held")
        .doesNotContain("decode");
  }

  @Test
  void aRunOfNoTimeIsStillAPicture() throws Exception {
    assertThat(texts(parse(Traces.of(0)), "text")).contains("milliseconds");
  }

  private static Document parse(Trace trace) throws Exception {
    String svg = TracePicture.of("Lesson <9>", trace, "one");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static List<String> texts(Document picture, String tag) {
    return elements(picture, tag).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Document picture, String tag) {
    var nodes = picture.getElementsByTagName(tag);
    return IntStream.range(0, nodes.getLength())
        .mapToObj(index -> (Element) nodes.item(index))
        .toList();
  }
}
