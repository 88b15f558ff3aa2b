package io.frameflow.connectors.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.frameflow.connectors.TestEvents;
import io.frameflow.connectors.TestImages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PageServerTest {

  private final PageState state =
      new PageState(Map.of("Flink dashboard", "http://127.0.0.1:8081/"), System::nanoTime);
  private final HttpClient http = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private PageServer server;

  @BeforeEach
  void start() throws IOException {
    server = PageServer.start(state, 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/,text/html; charset=utf-8,<title>Frameflow live</title>",
    "/live.js,text/javascript; charset=utf-8,EventSource",
    "/live.css,text/css; charset=utf-8,color-scheme",
    "/favicon.svg,image/svg+xml,<svg",
    "/favicon.ico,image/svg+xml,<svg",
  })
  void servesThePageWithoutForeignParts(String path, String type, String content) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow().replace(";c", "; c"))
        .isEqualToIgnoringCase(type);
    assertThat(answer.body()).contains(content);
    assertThat(answer.body().replace("http://www.w3.org/2000/svg", ""))
        .doesNotContainPattern("(src|href)=[\"']https?://");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void stateIsJsonWithEveryFigure() throws Exception {
    fill();
    JsonNode view = mapper.readTree(get("/api/state").body());
    assertThat(view.at("/links/Flink dashboard").asText()).isEqualTo("http://127.0.0.1:8081/");
    assertThat(view.at("/totals/frames").asInt()).isEqualTo(1);
    assertThat(view.at("/totals/deadLetters").asInt()).isEqualTo(1);
    JsonNode camera = view.at("/cameras/0");
    assertThat(camera.at("/id").asText()).isEqualTo("cam");
    assertThat(camera.at("/width").asInt()).isEqualTo(640);
    assertThat(camera.at("/latencyMs").asInt()).isEqualTo(85);
    assertThat(camera.at("/objects/0/label").asText()).isEqualTo("<b>car</b>");
    assertThat(camera.at("/objects/0/box")).hasSize(4);
  }

  @Test
  void picturesComeUntouchedAndOldOnesAreGone() throws Exception {
    byte[] jpeg = fill();
    HttpResponse<byte[]> newest =
        http.send(request("/frames/cam.jpg"), HttpResponse.BodyHandlers.ofByteArray());
    assertThat(newest.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    assertThat(newest.body()).isEqualTo(jpeg);
    assertThat(get("/frames/cam.jpg?frame=1").statusCode()).isEqualTo(200);
    assertThat(get("/frames/cam.jpg?frame=99").statusCode()).isEqualTo(404);
    assertThat(get("/frames/cam.jpg?frame=x").statusCode()).isEqualTo(404);
    assertThat(get("/frames/other.jpg").statusCode()).isEqualTo(404);
    assertThat(get("/frames/..%2F..%2Fetc%2Fpasswd").statusCode()).isBetween(400, 404);
    assertThat(get("/nothing").statusCode()).isEqualTo(404);
  }

  @Test
  void severalBrowsersFollowTheChanges() throws Exception {
    Iterator<String> one = events();
    Iterator<String> two = events();
    assertThat(nextState(one).at("/cameras")).isEmpty();
    assertThat(nextState(two).at("/cameras")).isEmpty();

    fill();

    for (Iterator<String> browser : List.of(one, two)) {
      JsonNode view = nextState(browser);
      while (view.at("/totals/deadLetters").asInt() == 0) {
        view = nextState(browser);
      }
      assertThat(view.at("/cameras/0/frame").asInt()).isEqualTo(1);
    }
  }

  @Test
  void foreignHostNamesAreRefused() throws Exception {
    fill();
    for (String path : new String[] {"/api/state", "/frames/cam.jpg", "/api/events"}) {
      assertThat(rawStatus(path, "evil.example:80")).describedAs(path).contains(" 403 ");
    }
    assertThat(rawStatus("/api/state", "localhost:" + server.port())).contains(" 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..;/..;/etc/passwd",
        "//etc/passwd",
        "/live.js/../PageServer.class",
        "/PageServer.class",
        "/io/frameflow/connectors/page/live.js",
        "/frames/..%2f..%2f..%2fetc%2fpasswd",
        "/frames/..%2f..%2f..%2fetc%2fpasswd.jpg",
        "/frames/%2e%2e%2f%2e%2e%2flive.html%00.jpg",
        "/frames/..%5c..%5cetc%5cpasswd.jpg",
        "/frames/cam%00.jpg"
      })
  void noPathLeadsToAFile(String path) throws Exception {
    fill();
    assertThat(rawStatus(path, "127.0.0.1")).matches("HTTP/1.1 (400|404) .*");
  }

  @Test
  void aTakenPortIsOneLine() {
    assertThatThrownBy(() -> PageServer.start(state, server.port()))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "port %d of 127.0.0.1 is taken: choose another with --port, or 0 for a free one",
            server.port());
  }

  private byte[] fill() {
    byte[] jpeg = TestImages.jpeg(64, 48);
    state.frame(TestEvents.frame("cam", 0, jpeg));
    state.detections(
        TestEvents.detected("cam", 0, TestEvents.detection("<b>car</b>", .9f, 1, 2, 30, 40)));
    state.deadLetter(TestEvents.deadLetter("cam", "broken"));
    return jpeg;
  }

  private Iterator<String> events() throws Exception {
    HttpResponse<Stream<String>> answer =
        http.send(
            HttpRequest.newBuilder(request("/api/events").uri())
                .header("Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/event-stream");
    return answer.body().iterator();
  }

  private JsonNode nextState(Iterator<String> lines) throws IOException {
    while (lines.hasNext()) {
      String line = lines.next();
      if (line.startsWith("data: ")) {
        return mapper.readTree(line.substring("data: ".length()));
      }
    }
    throw new AssertionError("the event stream has ended");
  }

  @SuppressWarnings("AddressSelection") // a literal address: there is nothing to select
  private String rawStatus(String path, String host) throws IOException {
    try (Socket socket = new Socket(PageServer.HOST, server.port())) {
      OutputStream out = socket.getOutputStream();
      String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).build();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path), HttpResponse.BodyHandlers.ofString());
  }
}
