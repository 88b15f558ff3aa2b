package io.frameflow.train.data.voc;

import io.frameflow.train.data.BoxNotation;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.StatedObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses annotation files. A DOCTYPE is refused altogether: annotations never need one, and it is
 * the door for external entities and entity bombs. Not thread safe.
 */
final class VocAnnotationReader {
  private static final long MAX_BYTES = 16L << 20;

  private final DocumentBuilder builder;

  VocAnnotationReader() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      builder = factory.newDocumentBuilder();
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK's XML parser cannot be secured", e);
    }
    builder.setErrorHandler(new DefaultHandler());
  }

  VocAnnotation read(Path file) throws DataSetException {
    Element root = parse(file);
    if (!root.getTagName().equals("annotation")) {
      throw new DataSetException(
          file + " is no VOC annotation: it begins with <" + root.getTagName() + ">");
    }
    Element size = child(root, "size");
    List<StatedObject> objects = new ArrayList<>();
    for (Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element object && object.getTagName().equals("object")) {
        objects.add(object(file, objects.size(), object));
      }
    }
    return new VocAnnotation(side(size, "width"), side(size, "height"), objects);
  }

  /** The root element of an annotation file. */
  Element parse(Path file) throws DataSetException {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new DataSetException(file + " is larger than 16 MiB; that is no VOC annotation");
      }
      try (InputStream in = Files.newInputStream(file)) {
        return builder.parse(in).getDocumentElement();
      }
    } catch (SAXParseException e) {
      throw new DataSetException(
          file + ", line " + e.getLineNumber() + ": not a usable annotation: " + oneLine(e), e);
    } catch (SAXException e) {
      throw new DataSetException(file + ": not a usable annotation: " + oneLine(e), e);
    } catch (DataSetException e) {
      throw e;
    } catch (IOException e) {
      throw new DataSetException(file + " cannot be read: " + oneLine(e), e);
    }
  }

  private static StatedObject object(Path file, int index, Element object) throws DataSetException {
    String where = file + ", object " + (index + 1);
    String label = text(object, "name");
    if (label == null || label.isEmpty()) {
      throw new DataSetException(where + " has no <name>; name its class");
    }
    Element box = child(object, "bndbox");
    if (box == null) {
      throw new DataSetException(where + " (" + label + ") has no <bndbox>; add or remove it");
    }
    String difficult = text(object, "difficult");
    return new StatedObject(
        index,
        label,
        difficult != null && !difficult.isEmpty() && !difficult.equals("0"),
        BoxNotation.EDGES_FROM_ONE,
        edge(where, box, "xmin"),
        edge(where, box, "ymin"),
        edge(where, box, "xmax"),
        edge(where, box, "ymax"));
  }

  private static float edge(String where, Element box, String name) throws DataSetException {
    String text = text(box, name);
    try {
      if (text != null) {
        return Float.parseFloat(text);
      }
    } catch (NumberFormatException e) {
      throw new DataSetException(where + ": <" + name + "> is '" + text + "', not a number", e);
    }
    throw new DataSetException(where + " has no <" + name + "> in its <bndbox>");
  }

  /** A stated side in pixels, or 0 where it is missing or unreadable: the image header decides. */
  private static int side(Element size, String name) {
    String text = size == null ? null : text(size, name);
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static String text(Element parent, String tag) {
    Element found = child(parent, tag);
    return found == null ? null : found.getTextContent().strip();
  }

  // Direct children only: VOC's person layout nests further <name> and <bndbox> in <part>.
  static Element child(Element parent, String tag) {
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e && e.getTagName().equals(tag)) {
        return e;
      }
    }
    return null;
  }

  private static String oneLine(Exception e) {
    return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
  }
}
