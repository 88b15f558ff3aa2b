package io.frameflow.train.report;

import io.frameflow.train.charts.LineChart;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** A page that needs nothing but itself: pictures are part of the text, and no script runs. */
public final class HtmlPage {

  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; color: #222; }
      img { max-width: 100%%; height: auto; border: 1px solid #ddd; }
      table { border-collapse: collapse; margin: 1em 0; }
      td, th { border: 1px solid #ccc; padding: .2em .7em; text-align: right; }
      td:first-child, th:first-child { text-align: left; }
      figure { display: inline-block; width: 19em; margin: .3em; vertical-align: top; font-size: 85%%; }
      figure.wide { display: block; width: auto; font-size: 100%%; }
      pre { background: #f6f6f6; padding: 1em; overflow: auto; font-size: 80%%; }
      </style>
      </head>
      <body>
      <h1>%s</h1>
      """;

  private final StringBuilder text = new StringBuilder();

  public HtmlPage(String title) {
    text.append(HEAD.formatted(escape(title), escape(title)));
  }

  public void heading(String heading) {
    text.append("<h2>").append(escape(heading)).append("</h2>\n");
  }

  public void paragraph(String words) {
    text.append("<p>").append(escape(words)).append("</p>\n");
  }

  public void preformatted(String words) {
    text.append("<pre>").append(escape(words)).append("</pre>\n");
  }

  /** A table; the first row is its head. */
  public void table(List<List<String>> rows) {
    text.append("<table>\n");
    for (int i = 0; i < rows.size(); i++) {
      String cell = i == 0 ? "th" : "td";
      text.append("<tr>");
      for (String value : rows.get(i)) {
        text.append("<%s>%s</%s>".formatted(cell, escape(value), cell));
      }
      text.append("</tr>\n");
    }
    text.append("</table>\n");
  }

  /** A chart over the whole width; an empty one is left out. */
  public void chart(LineChart chart) throws IOException {
    if (!chart.isEmpty()) {
      picture("wide", chart.draw(), "png", "");
    }
  }

  /** A picture over the whole width with a line below. */
  public void figure(BufferedImage picture, String caption) throws IOException {
    picture("wide", picture, "png", caption);
  }

  /** A small picture with a line below. */
  public void photo(BufferedImage picture, String caption) throws IOException {
    picture("photo", picture, "jpeg", caption);
  }

  private void picture(String kind, BufferedImage picture, String format, String caption)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(picture, format, bytes)) {
      throw new IOException("this Java writes no " + format + " pictures");
    }
    text.append(
        "<figure class=\"%s\"><img alt=\"\" src=\"data:image/%s;base64,%s\"><figcaption>%s</figcaption></figure>\n"
            .formatted(
                kind,
                format,
                Base64.getEncoder().encodeToString(bytes.toByteArray()),
                escape(caption)));
  }

  /** The whole page. */
  public String finish() {
    return text + "</body>\n</html>\n";
  }

  // Class names and file names come from data sets, which may come from anywhere.
  static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
