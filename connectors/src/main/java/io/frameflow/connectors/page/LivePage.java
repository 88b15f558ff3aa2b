package io.frameflow.connectors.page;

import io.frameflow.connectors.access.KafkaAccess;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/**
 * A web page on 127.0.0.1 with the cameras' current frames, the detections drawn over them, rates
 * and latencies. Shows what comes in from its start on.
 */
public final class LivePage implements AutoCloseable {

  private final PageReader reader;
  private final PageServer server;

  private LivePage(PageReader reader, PageServer server) {
    this.reader = reader;
    this.server = server;
  }

  /**
   * Starts reading and serving.
   *
   * @param port 0 is any free one
   * @param links further pages by their names; shown in no particular order
   * @throws IOException with one line, when the broker or a topic is not there or the port is taken
   */
  public static LivePage start(KafkaAccess access, int port, Map<String, URI> links)
      throws IOException {
    PageState state = new PageState(texts(links), System::nanoTime);
    PageServer server = PageServer.start(state, port);
    try {
      return new LivePage(PageReader.start(access, state), server);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static Map<String, String> texts(Map<String, URI> links) {
    Map<String, String> texts = new java.util.TreeMap<>();
    links.forEach(
        (name, link) -> {
          if (!"http".equals(link.getScheme()) && !"https".equals(link.getScheme())) {
            throw new IllegalArgumentException("link " + name + ": " + link + " is not a web page");
          }
          texts.put(name, link.toString());
        });
    return texts;
  }

  /** The page's address. */
  public URI address() {
    return URI.create("http://" + PageServer.HOST + ":" + server.port() + "/");
  }

  @Override
  public void close() {
    server.close();
    reader.close();
  }
}
