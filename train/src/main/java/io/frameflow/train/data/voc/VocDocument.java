package io.frameflow.train.data.voc;

import io.frameflow.train.data.BoxNotation;
import io.frameflow.train.data.BoxPlacing;
import io.frameflow.train.data.StatedObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** An annotation file that is changed where it must be and otherwise stays as it was written. */
final class VocDocument {
  private final Element root;

  private VocDocument(Element root) {
    this.root = root;
  }

  static VocDocument read(Path file) throws IOException {
    return new VocDocument(new VocAnnotationReader().parse(file));
  }

  void setSize(int width, int height) {
    Element size = childOrNew(root, "size");
    childOrNew(size, "width").setTextContent(Integer.toString(width));
    childOrNew(size, "height").setTextContent(Integer.toString(height));
  }

  /**
   * @param placings for each object its box within the image; objects without go
   */
  void setObjects(List<StatedObject> objects, List<BoxPlacing> placings) {
    List<Element> elements = new ArrayList<>();
    for (Node n = root.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals("object")) {
        elements.add(element);
      }
    }
    for (int i = 0; i < elements.size(); i++) {
      BoxPlacing placing = placings.get(i);
      if (placing.problem().isEmpty()) {
        continue;
      }
      StatedObject cut = placing.isUsable() ? restated(objects.get(i), placing) : null;
      // Cut to a strip of one pixel, xmin equals xmax, which readers take for degenerate.
      if (cut == null || !cut.hasExtent()) {
        remove(elements.get(i));
      } else {
        Element box = VocAnnotationReader.child(elements.get(i), "bndbox");
        setEdge(box, "xmin", cut.a());
        setEdge(box, "ymin", cut.b());
        setEdge(box, "xmax", cut.c());
        setEdge(box, "ymax", cut.d());
      }
    }
  }

  byte[] bytes() throws IOException {
    try {
      Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
      writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      writer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.transform(new DOMSource(root), new StreamResult(bytes));
      bytes.write('\n');
      return bytes.toByteArray();
    } catch (TransformerException e) {
      throw new IOException("an annotation cannot be written as XML: " + e.getMessage(), e);
    }
  }

  private static StatedObject restated(StatedObject o, BoxPlacing placing) {
    return new StatedObject(
        o.index(),
        o.label(),
        o.difficult(),
        BoxNotation.EDGES_FROM_ONE,
        placing.box().x1() + 1,
        placing.box().y1() + 1,
        placing.box().x2(),
        placing.box().y2());
  }

  private static void setEdge(Element box, String name, float value) {
    boolean whole = value == Math.rint(value);
    childOrNew(box, name)
        .setTextContent(whole ? Long.toString((long) value) : Float.toString(value));
  }

  private static Element childOrNew(Element parent, String name) {
    Element found = VocAnnotationReader.child(parent, name);
    return found != null
        ? found
        : (Element) parent.appendChild(parent.getOwnerDocument().createElement(name));
  }

  /** With the white space before it, so that no empty line stays. */
  private void remove(Element element) {
    if (element.getPreviousSibling() instanceof Text space && space.getData().isBlank()) {
      root.removeChild(space);
    }
    root.removeChild(element);
  }
}
