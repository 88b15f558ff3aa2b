package io.frameflow.connectors.video;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.cameras.JpegSize;
import io.frameflow.schemas.topics.CameraId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * A video file or a network camera (RTSP, HTTP and whatever else FFmpeg opens by URL).
 *
 * <p>Motion JPEG passes through untranscoded; any other codec is decoded and written as JPEG. Every
 * picture of a file is delivered. A network camera that has answered once is reopened whenever it
 * falls silent, until the reading thread is interrupted.
 */
public final class VideoCamera implements Camera {

  private static final Pattern URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]+://.*");

  private final String id;
  private final String source;
  private final VideoOptions options;
  private final boolean live;
  private VideoStream stream;
  private JpegEncoder encoder;
  private long delivered;
  private long deliveredBefore;
  private boolean closed;

  private VideoCamera(String id, String source, VideoOptions options, VideoStream stream) {
    this.id = id;
    this.source = source;
    this.options = options;
    this.stream = stream;
    this.live = isUrl(source) && !stream.isFinite();
  }

  /**
   * Opens the source, so that a wrong name or address shows at once.
   *
   * @param source path of a file, or a URL with a scheme ({@code rtsp://...})
   */
  public static VideoCamera open(String id, String source, VideoOptions options)
      throws IOException {
    CameraId.require(id);
    if (!isUrl(source)) {
      Path file = Path.of(source);
      if (!Files.exists(file)) {
        throw new IOException("video " + source + " does not exist");
      }
      if (Files.isDirectory(file)) {
        throw new IOException(
            "video " + source + " is a folder: name a file, or push it with --images");
      }
      if (!Files.isReadable(file)) {
        throw new IOException("video " + source + " may not be read: check its permissions");
      }
    }
    return new VideoCamera(id, source, options, VideoStream.open(source, options.timeout()));
  }

  private static boolean isUrl(String source) {
    return URL.matcher(source).matches();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public OptionalDouble framesPerSecond() {
    return stream.framesPerSecond();
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public Optional<CapturedFrame> next() throws IOException {
    while (!closed && !Thread.currentThread().isInterrupted()) {
      IOException failure = null;
      try {
        Optional<CapturedFrame> frame = read();
        if (frame.isPresent()) {
          delivered++;
          return frame;
        }
      } catch (IOException e) {
        failure = e;
      }
      if (live) {
        reopen(failure);
      } else if (failure != null && !Thread.currentThread().isInterrupted()) {
        throw failure;
      } else if (!startAgain()) {
        break;
      }
    }
    return Optional.empty();
  }

  private Optional<CapturedFrame> read() throws IOException {
    if (stream.isMotionJpeg()) {
      byte[] packet = stream.nextPacket();
      if (packet == null) {
        return Optional.empty();
      }
      byte[] jpeg = MotionJpeg.complete(packet);
      JpegSize size = JpegSize.of(jpeg).orElse(new JpegSize(0, 0));
      return Optional.of(
          CapturedFrame.unlabelled(jpeg, Instant.now(), size.width(), size.height()));
    }
    AVFrame picture = stream.nextPicture();
    if (picture == null) {
      return Optional.empty();
    }
    Instant capturedAt = Instant.now();
    if (encoder == null || !encoder.fits(picture)) {
      closeEncoder();
      encoder = new JpegEncoder(picture.width(), picture.height(), options.quality());
    }
    return Optional.of(
        CapturedFrame.unlabelled(
            encoder.encode(picture), capturedAt, picture.width(), picture.height()));
  }

  /** At the end of a file: the next round of a loop, or false. */
  private boolean startAgain() throws IOException {
    if (stream.undecodable() > 0) {
      options
          .notes()
          .accept(
              "video %s: %d of its packets were broken, their pictures are missing"
                  .formatted(VideoStream.shown(source), stream.undecodable()));
    }
    boolean empty = delivered == deliveredBefore;
    if (empty && delivered == 0) {
      throw new IOException(
          "video " + VideoStream.shown(source) + " holds no picture that can be decoded");
    }
    if (!options.loop() || empty) {
      close();
      return false;
    }
    deliveredBefore = delivered;
    stream.close();
    stream = VideoStream.open(source, options.timeout());
    return true;
  }

  private void reopen(IOException failure) {
    options
        .notes()
        .accept(
            "camera %s: %s; reconnecting"
                .formatted(
                    id,
                    failure == null ? VideoStream.shown(source) + " ended" : failure.getMessage()));
    long waitNanos = options.firstRetry().toNanos();
    while (!closed && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(waitNanos);
      try {
        VideoStream reopened = VideoStream.open(source, options.timeout());
        stream.close();
        stream = reopened;
        options
            .notes()
            .accept("camera %s: %s answers again".formatted(id, VideoStream.shown(source)));
        return;
      } catch (IOException stillSilent) {
        waitNanos = Math.min(2 * waitNanos, options.lastRetry().toNanos());
      }
    }
  }

  private void closeEncoder() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      closeEncoder();
      stream.close();
    }
  }
}
