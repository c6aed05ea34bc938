package dev.fermata.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class EclipseMetadataTest {

  @Test
  void eclipseRunsBothGoalsInIncrementalBuilds() throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            InstrumentMojo.class.getResourceAsStream(
                "/META-INF/m2e/lifecycle-mapping-metadata.xml"))) {
      Document metadata = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
      assertThat(texts(metadata, "goal")).containsExactly("instrument", "instrument-test");
      assertThat(texts(metadata, "runOnIncremental")).containsExactly("true");
    }
  }

  private static List<String> texts(Document document, String element) {
    List<String> texts = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(element);
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }
}
