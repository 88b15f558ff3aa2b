package io.frameflow.connectors.simulation;

import io.frameflow.connectors.files.WholeFile;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes one picture's objects in the XML of Pascal VOC: corners count from 1 and are inclusive.
 */
final class VocAnnotation {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();

  private VocAnnotation() {}

  static void write(Path file, String imageName, int width, int height, List<SceneObject> objects)
      throws IOException {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(text);
      xml.writeStartElement("annotation");
      element(xml, "\n  ", "filename", imageName);
      xml.writeCharacters("\n  ");
      xml.writeStartElement("source");
      element(xml, "", "database", "Frameflow street simulation");
      xml.writeEndElement();
      xml.writeCharacters("\n  ");
      xml.writeStartElement("size");
      element(xml, "", "width", Integer.toString(width));
      element(xml, "", "height", Integer.toString(height));
      element(xml, "", "depth", "3");
      xml.writeEndElement();
      for (SceneObject object : objects) {
        object(xml, object);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("could not write " + file + ": " + e.getMessage(), e);
    }
    WholeFile.write(file, text.toString());
  }

  private static void object(XMLStreamWriter xml, SceneObject object) throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("object");
    element(xml, "\n    ", "name", object.label());
    element(xml, "\n    ", "difficult", object.difficult() ? "1" : "0");
    xml.writeCharacters("\n    ");
    xml.writeStartElement("bndbox");
    element(xml, "", "xmin", number(object.x1() + 1));
    element(xml, "", "ymin", number(object.y1() + 1));
    element(xml, "", "xmax", number(object.x2()));
    element(xml, "", "ymax", number(object.y2()));
    xml.writeEndElement();
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String before, String name, String text)
      throws XMLStreamException {
    xml.writeCharacters(before);
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static String number(float value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
