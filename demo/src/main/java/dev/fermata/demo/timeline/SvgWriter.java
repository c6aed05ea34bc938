package dev.fermata.demo.timeline;

import static java.util.Locale.ROOT;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few SVG elements that the picture is made of. Lengths are in user units. */
final class SvgWriter {
  private final StringWriter target = new StringWriter();
  private final XMLStreamWriter xml;

  SvgWriter() {
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(target);
    } catch (XMLStreamException failure) {
      throw new IllegalStateException("the JDK has no XML writer", failure);
    }
  }

  /** Opens an element; attributes are given as name, value, name, value. */
  SvgWriter open(String element, String... attributes) {
    return write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeStartElement(element);
          writeAttributes(attributes);
        });
  }

  SvgWriter close() {
    return write(xml::writeEndElement);
  }

  /** An element with nothing but text in it. */
  SvgWriter leaf(String element, String text, String... attributes) {
    return write(
        () -> {
          xml.writeStartElement(element);
          writeAttributes(attributes);
          xml.writeCharacters(text);
          xml.writeEndElement();
        });
  }

  SvgWriter text(String cssClass, double x, double y, String text) {
    return leaf("text", text, "class", cssClass, "x", number(x), "y", number(y));
  }

  SvgWriter openRect(String cssClass, double x, double y, double width, double height) {
    return open(
        "rect",
        "class",
        cssClass,
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height));
  }

  SvgWriter rect(String cssClass, double x, double y, double width, double height) {
    return openRect(cssClass, x, y, width, height).close();
  }

  /** The document, all elements closed. */
  String finish() {
    write(xml::writeEndDocument);
    return target + "\n";
  }

  /** At most two decimals, none where none are needed: pictures have thousands of numbers. */
  static String number(double value) {
    String number = String.format(ROOT, "%.2f", value);
    return number.replaceAll("\\.?0+$", "");
  }

  private void writeAttributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      xml.writeAttribute(attributes[i], attributes[i + 1]);
    }
  }

  private SvgWriter write(Fragment fragment) {
    try {
      fragment.write();
      return this;
    } catch (XMLStreamException failure) {
      throw new IllegalStateException("writing into a string failed", failure);
    }
  }

  private interface Fragment {
    void write() throws XMLStreamException;
  }
}
