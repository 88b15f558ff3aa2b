package io.frameflow.connectors.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.frameflow.connectors.TestImages;
import io.frameflow.connectors.cameras.CapturedFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoCameraTest {

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();
  private final VideoOptions options = VideoOptions.defaults(notes::add);

  @Test
  void deliversEveryFrameOfAnInterFrameCodec() throws Exception {
    // 29 is no multiple of the key-frame interval, and the last pictures wait in the decoder.
    Path video = TinyVideo.write(folder.resolve("v.mp4"), "mp4", avcodec.AV_CODEC_ID_MPEG4, 29, 25);

    List<CapturedFrame> frames = all(video.toString(), options);

    assertThat(frames).hasSize(29);
    assertThat(frames)
        .allMatch(f -> f.width() == TinyVideo.WIDTH && f.height() == TinyVideo.HEIGHT);
    assertLooksLikeTheSource(frames.get(28).jpeg());
    assertThat(notes).isEmpty();
  }

  @Test
  void knowsTheRateAlsoAfterTheEnd() throws Exception {
    Path video =
        TinyVideo.write(folder.resolve("v.mp4"), "mp4", avcodec.AV_CODEC_ID_MPEG4, 5, 12.5);
    try (VideoCamera camera = VideoCamera.open("cam", video.toString(), options)) {
      assertThat(camera.framesPerSecond()).hasValue(12.5);
      assertThat(camera.live()).isFalse();
      while (camera.next().isPresent()) {}
      assertThat(camera.framesPerSecond()).hasValue(12.5);
      assertThat(camera.next()).isEmpty();
    }
  }

  @Test
  void motionJpegPassesThroughUntranscoded() throws Exception {
    Path video = TinyVideo.write(folder.resolve("v.avi"), "avi", avcodec.AV_CODEC_ID_MJPEG, 7, 10);

    List<CapturedFrame> frames = all(video.toString(), options);

    assertThat(frames).hasSize(7);
    assertLooksLikeTheSource(frames.get(6).jpeg());
    byte[] file = Files.readAllBytes(video);
    for (CapturedFrame frame : frames) {
      assertThat(frame.width()).isEqualTo(TinyVideo.WIDTH);
      assertThat(contains(file, frame.jpeg())).describedAs("packet stands in the file").isTrue();
    }
  }

  @Test
  void loopsOverTheFile() throws Exception {
    Path video = TinyVideo.write(folder.resolve("v.mp4"), "mp4", avcodec.AV_CODEC_ID_MPEG4, 3, 10);
    try (VideoCamera camera = VideoCamera.open("cam", video.toString(), options.withLoop(true))) {
      for (int frame = 0; frame < 10; frame++) {
        assertThat(camera.next()).describedAs("frame %d", frame).isPresent();
      }
    }
  }

  @Test
  void qualityDecidesTheBytes() throws Exception {
    Path video = TinyVideo.write(folder.resolve("v.mp4"), "mp4", avcodec.AV_CODEC_ID_MPEG4, 1, 10);
    int fine = all(video.toString(), options.withQuality(100)).get(0).jpeg().length;
    int coarse = all(video.toString(), options.withQuality(10)).get(0).jpeg().length;
    assertThat(fine).isGreaterThan(coarse + 200);
    assertThatThrownBy(() -> options.withQuality(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1..100");
  }

  @Test
  void countsTheRealVideoExactly() throws Exception {
    String data = System.getenv().getOrDefault("FRAMEFLOW_DATA", "../../shared/data");
    Path video = Path.of(data, "video", "car-detection.mp4");
    assumeTrue(Files.exists(video), "car-detection.mp4 is not in FRAMEFLOW_DATA: " + video);

    List<CapturedFrame> frames = all(video.toString(), options);

    // As ffprobe -count_frames counts them.
    assertThat(frames).hasSize(377);
    assertThat(frames).allMatch(frame -> frame.width() == 768 && frame.height() == 432);
  }

  @Test
  void saysWhatIsWrongWithTheSource() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.bin"), "no video\n".repeat(50));
    assertThatThrownBy(() -> VideoCamera.open("cam", folder + "/none.mp4", options))
        .isInstanceOf(IOException.class)
        .hasMessage("video " + folder + "/none.mp4 does not exist");
    assertThatThrownBy(() -> VideoCamera.open("cam", folder.toString(), options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a folder");
    assertThatThrownBy(() -> VideoCamera.open("cam", text.toString(), options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot be opened: Invalid data");
  }

  @Test
  void aSoundFileHoldsNoVideo() throws IOException {
    // One silent second of 8-bit mono PCM.
    byte[] wav = Arrays.copyOf(wavHeader(8000), 44 + 8000);
    Path sound = Files.write(folder.resolve("silence.wav"), wav);
    assertThatThrownBy(() -> VideoCamera.open("cam", sound.toString(), options))
        .isInstanceOf(IOException.class)
        .hasMessage("video " + sound + " holds no video stream");
  }

  @Test
  void aTruncatedFileKeepsItsBeginning() throws Exception {
    Path video =
        TinyVideo.write(folder.resolve("v.ts"), "mpegts", avcodec.AV_CODEC_ID_MPEG4, 60, 10);
    byte[] bytes = Files.readAllBytes(video);
    Path half = Files.write(folder.resolve("half.ts"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThat(all(half.toString(), options)).hasSizeBetween(10, 50);
  }

  @Test
  void aSilentServerIsGivenUpInTime() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (String scheme : List.of("http", "rtsp")) {
        String url = scheme + "://127.0.0.1:" + silent.getLocalPort() + "/stream";
        long start = System.nanoTime();
        assertThatThrownBy(
                () -> VideoCamera.open("cam", url, options.withTimeout(Duration.ofMillis(500))))
            .isInstanceOf(IOException.class)
            .hasMessage("video " + url + " cannot be opened: no answer in time");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      }
    }
  }

  @Test
  void passwordsInUrlsAreNotRepeated() {
    assertThatThrownBy(() -> VideoCamera.open("cam", "rtsp://me:secret@127.0.0.1:1/live", options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("rtsp://***@127.0.0.1:1/live")
        .hasMessageNotContaining("secret");
  }

  private static byte[] wavHeader(int rate) {
    return ByteBuffer.allocate(44)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("RIFF".getBytes(StandardCharsets.US_ASCII))
        .putInt(36 + rate)
        .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
        .putInt(16)
        .putShort((short) 1)
        .putShort((short) 1)
        .putInt(rate)
        .putInt(rate)
        .putShort((short) 1)
        .putShort((short) 8)
        .put("data".getBytes(StandardCharsets.US_ASCII))
        .putInt(rate)
        .array();
  }

  private static void assertLooksLikeTheSource(byte[] jpeg) {
    BufferedImage source = TestImages.picture(TinyVideo.WIDTH, TinyVideo.HEIGHT);
    BufferedImage decoded = TestImages.decode(jpeg);
    for (int[] at : new int[][] {{TinyVideo.WIDTH / 2, TinyVideo.HEIGHT / 2}, {3, 3}}) {
      int wanted = source.getRGB(at[0], at[1]);
      int got = decoded.getRGB(at[0], at[1]);
      for (int shift = 0; shift < 24; shift += 8) {
        assertThat(got >> shift & 0xFF)
            .describedAs("colour at %d,%d, shift %d", at[0], at[1], shift)
            .isCloseTo(wanted >> shift & 0xFF, within(14));
      }
    }
  }

  private static boolean contains(byte[] text, byte[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static List<CapturedFrame> all(String source, VideoOptions options) throws IOException {
    List<CapturedFrame> frames = new ArrayList<>();
    try (VideoCamera camera = VideoCamera.open("cam", source, options)) {
      for (Optional<CapturedFrame> next = camera.next(); next.isPresent(); next = camera.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }
}
