package dev.fermata.demo.drawing;

import static java.util.Locale.ROOT;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the few SVG elements that our pictures are made of. Lengths are in user units. */
public final class SvgWriter {
  private final StringWriter target = new StringWriter();
  private final XMLStreamWriter xml;

  public SvgWriter() {
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(target);
    } catch (XMLStreamException failure) {
      throw new IllegalStateException("the JDK has no XML writer", failure);
    }
  }

  /** Opens an element; attributes are given as name, value, name, value. */
  public SvgWriter open(String element, String... attributes) {
    return write(
        () -> {
          xml.writeCharacters("\n");
          xml.writeStartElement(element);
          writeAttributes(attributes);
        });
  }

  public SvgWriter close() {
    return write(xml::writeEndElement);
  }

  /** An element with nothing but text in it. */
  public SvgWriter leaf(String element, String text, String... attributes) {
    return write(
        () -> {
          xml.writeStartElement(element);
          writeAttributes(attributes);
          xml.writeCharacters(text);
          xml.writeEndElement();
        });
  }

  public SvgWriter text(String cssClass, double x, double y, String text) {
    return leaf("text", text, "class", cssClass, "x", number(x), "y", number(y));
  }

  public SvgWriter openRect(String cssClass, double x, double y, double width, double height) {
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

  public SvgWriter rect(String cssClass, double x, double y, double width, double height) {
    return openRect(cssClass, x, y, width, height).close();
  }

  /** The document, all elements closed. */
  public String finish() {
    write(xml::writeEndDocument);
    return target + "\n";
  }

  /** At most two decimals, none where none are needed: pictures have thousands of numbers. */
  public static String number(double value) {
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
