package io.frameflow.train.data;

import static io.frameflow.train.data.VocFolder.annotation;
import static io.frameflow.train.data.VocFolder.object;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.frameflow.train.data.formats.DataSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenVocDataSetTest {
  private static final String CAT = annotation(object("cat", 5, 5, 20, 20));

  @TempDir Path temp;
  private VocFolder folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = new VocFolder(temp.resolve("set"));
  }

  @Test
  void namesTheMissingFolder() {
    assertThatThrownBy(() -> DataSets.open(temp.resolve("nowhere"), "train", null))
        .isInstanceOf(DataSetException.class)
        .hasMessageContaining("nowhere does not exist");
  }

  @Test
  void namesTheMissingPartOfTheLayout() throws IOException {
    Files.delete(folder.root().resolve("JPEGImages"));

    assertRefused().hasMessageContaining("has no folder JPEGImages");
  }

  @Test
  void namesTheSplitsThatThereAre() throws IOException {
    folder.split("val", "a").split("test", "a");

    assertRefused()
        .hasMessageContaining("no split 'train'")
        .hasMessageContaining("there are: test, val");
  }

  @Test
  void refusesAnEmptySplit() throws IOException {
    folder.split("train", "", "  ");

    assertRefused().hasMessageContaining("train.txt is empty");
  }

  @Test
  void refusesAnIdGivenTwice() throws IOException {
    folder.split("train", "a", "a").image("a", CAT);

    assertRefused().hasMessageContaining("names 'a' twice");
  }

  @Test
  void refusesASplitWithoutAnyObject() throws IOException {
    folder.split("train", "a").image("a", annotation());

    assertRefused().hasMessageContaining("has an object");
  }

  @Test
  void namesTheMissingAnnotation() throws IOException {
    folder.split("train", "a", "b").image("a", CAT);

    assertRefused().hasMessageContaining("b.xml is missing");
  }

  @Test
  void namesTheMissingImage() throws IOException {
    folder.split("train", "a").annotation("a", CAT);

    assertRefused().hasMessageContaining("a.jpg is missing");
  }

  @Test
  void namesAnImageWithoutHeader() throws IOException {
    folder.split("train", "a").annotation("a", CAT);
    Files.writeString(folder.root().resolve("JPEGImages/a.jpg"), "no picture at all");

    assertRefused().hasMessageContaining("a.jpg").hasMessageContaining("neither JPEG nor PNG");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside", "/etc/passwd", "x/../../../outside"})
  void refusesIdsThatLeadOut(String id) throws IOException {
    folder.split("train", id);

    assertRefused().hasMessageContaining("leads out of the folder");
  }

  @Test
  void refusesADoctypeBeforeAnyEntityIsRead() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "cat");
    folder
        .split("train", "a")
        .image(
            "a",
            "<!DOCTYPE annotation [<!ENTITY s SYSTEM \""
                + secret.toUri()
                + "\">]>"
                + annotation(object("&s;", 5, 5, 20, 20)));

    assertRefused().hasMessageContaining("a.xml").hasMessageContaining("DOCTYPE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // a gigabyte of text in a few lines
        "<!DOCTYPE annotation [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>"
            + "<!ENTITY s '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'>]>",
        "<!DOCTYPE annotation SYSTEM 'http://127.0.0.1:1/annotation.dtd'>",
        "<!DOCTYPE annotation PUBLIC '-//x' 'file:///dev/zero'>",
        "<!DOCTYPE annotation [<!ENTITY % p SYSTEM 'file:///dev/zero'> %p;]>",
        "<!DOCTYPE annotation>"
      })
  void refusesEveryDoctype(String doctype) throws IOException {
    folder.split("train", "a").image("a", doctype + annotation(object("cat", 5, 5, 20, 20)));

    assertRefused().hasMessageContaining("a.xml").hasMessageContaining("DOCTYPE");
  }

  @Test
  void includesNothing() throws IOException {
    Path secret = Files.writeString(temp.resolve("secret"), "cat");
    String include =
        "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' parse='text' href='%s'/>"
            .formatted(secret.toUri());
    folder.split("train", "a").image("a", annotation(object(include, 5, 5, 20, 20)));

    assertRefused().hasMessageContaining("object 1 has no <name>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<annotation>",
        "<html></html>",
        "<annotation><object><name>cat</name></object></annotation>",
        "<annotation><object><bndbox/></object></annotation>",
        "<annotation><object><name> </name><bndbox/></object></annotation>",
        "<annotation><object><name>cat</name><bndbox><xmin>1</xmin></bndbox></object></annotation>",
        "<annotation><object><name>cat</name><bndbox><xmin>one</xmin></bndbox></object></annotation>"
      })
  void namesTheBrokenAnnotationInOneLine(String text) throws IOException {
    folder.split("train", "a").image("a", text);

    assertRefused().hasMessageContaining("a.xml").message().doesNotContain("\n");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused() {
    return assertThatThrownBy(() -> DataSets.open(folder.root(), "train", null))
        .isInstanceOf(DataSetException.class);
  }
}
