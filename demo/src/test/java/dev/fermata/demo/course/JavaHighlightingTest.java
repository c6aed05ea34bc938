package dev.fermata.demo.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JavaHighlightingTest {

  @Test
  void aLineThatAwaitsStandsOut() {
    assertThat(JavaHighlighting.html("Bytes bytes = await(fetch(1));", 8))
        .isEqualTo(
            "<code class=\"java\" style=\"counter-reset: line 7\"><span class=\"line awaits\">Bytes bytes = <mark>await</mark>"
                + "(fetch(<span class=\"number\">1</span>));</span></code>");
  }

  @Test
  void awaitInAnImportACommentOrAStringDoesNot() {
    assertThat(
            JavaHighlighting.html("import static a.Async.await;\n// await(x)\nf(\"await(x)\");", 1))
        .doesNotContain("awaits", "<mark>");
  }

  @Test
  void theTextIsThatOfTheSource() {
    String source = "  <T> void a(List<T> b) { c(\"&\", 'd'); } // \"e\"\n\n@F int g;";

    String text = JavaHighlighting.html(source, 1).replaceAll("<[^>]*>", "");

    assertThat(
            text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&"))
        .isEqualTo(source);
  }
}
