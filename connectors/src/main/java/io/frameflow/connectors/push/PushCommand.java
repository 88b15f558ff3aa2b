package io.frameflow.connectors.push;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.folder.FolderCamera;
import io.frameflow.connectors.folder.FolderOptions;
import io.frameflow.connectors.terminal.StopSignal;
import io.frameflow.connectors.video.VideoCamera;
import io.frameflow.connectors.video.VideoOptions;
import io.frameflow.schemas.topics.CameraId;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow push}: a folder or a video becomes one or more cameras. */
@Command(
    name = "push",
    mixinStandardHelpOptions = true,
    description = "Sends a folder of images or a video as camera frames to Kafka.")
public final class PushCommand implements Callable<Integer> {

  private static final Duration PROGRESS = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Option(
      names = "--camera",
      required = true,
      paramLabel = "ID",
      description = "Camera id: 1 to 64 of A-Z, a-z, 0-9, '_' and '-'.")
  private String camera;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Source source;

  static final class Source {
    @Option(
        names = "--images",
        paramLabel = "DIR",
        description = "Folder; its .jpg files go out untouched in the order of their names.")
    private Path images;

    @Option(
        names = "--video",
        paramLabel = "FILE|URL",
        description = "Video file, or the URL of a camera (rtsp://, http://).")
    private String video;
  }

  @Option(
      names = "--rate",
      paramLabel = "FPS",
      description =
          "Frames per second of each camera, 0 for as fast as possible (default: the video's own,"
              + " 10 for images).")
  private Double rate;

  @Option(names = "--loop", description = "Start again at the end.")
  private boolean loop;

  @Option(
      names = "--as-is",
      description = "With --images: send every file untouched, also what is not an image.")
  private boolean asIs;

  @Option(
      names = "--cameras",
      paramLabel = "N",
      description = "Send the same pictures as N cameras, ID-1 to ID-N.")
  private Integer cameras;

  @Option(names = "--limit", paramLabel = "N", description = "End after N frames of each camera.")
  private Long limit;

  @Option(
      names = "--jpeg-quality",
      paramLabel = "1..100",
      defaultValue = "92",
      description = "Quality for videos that are not JPEG already (default: ${DEFAULT-VALUE}).")
  private int quality;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    KafkaAccess cluster = access.access();
    PushOptions options;
    List<String> ids;
    try {
      options =
          new PushOptions(
              rate == null ? OptionalDouble.empty() : OptionalDouble.of(rate),
              limit == null ? OptionalLong.empty() : OptionalLong.of(limit),
              note -> say(err, note));
      ids = cameraIds();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    List<Camera> opened = openCameras(ids, err);
    CountDownLatch stopped = new CountDownLatch(1);
    try (StopSignal signal = StopSignal.install(stopped::countDown)) {
      signal.exitCode(1);
      try (PushSession session = PushSession.start(cluster, opened, options)) {
        waitForEnd(session, stopped, err);
        PushSummary summary = finish(session, err);
        say(spec.commandLine().getOut(), summary.toString());
      }
      signal.exitCode(0);
    }
    return 0;
  }

  private static PushSummary finish(PushSession session, PrintWriter err) throws IOException {
    try {
      return session.finish();
    } catch (IOException e) {
      say(err, session.summary().toString());
      throw e;
    }
  }

  private static void waitForEnd(PushSession session, CountDownLatch stopped, PrintWriter err)
      throws InterruptedException {
    long nextLine = System.nanoTime() + PROGRESS.toNanos();
    while (stopped.getCount() > 0 && !session.await(Duration.ofMillis(100))) {
      if (System.nanoTime() >= nextLine) {
        nextLine += PROGRESS.toNanos();
        say(err, session.summary() + " ...");
      }
    }
  }

  private static void say(PrintWriter to, String line) {
    to.println(line);
    to.flush();
  }

  private List<String> cameraIds() {
    CameraId.require(camera);
    if (cameras == null) {
      return List.of(camera);
    }
    if (cameras < 1) {
      throw new IllegalArgumentException("--cameras " + cameras + " is below 1");
    }
    return IntStream.rangeClosed(1, cameras)
        .mapToObj(number -> CameraId.require(camera + "-" + number))
        .toList();
  }

  private List<Camera> openCameras(List<String> ids, PrintWriter err) throws IOException {
    List<Camera> opened = new ArrayList<>();
    try {
      for (String id : ids) {
        opened.add(openCamera(id, err));
      }
      return opened;
    } catch (IOException | RuntimeException e) {
      for (Camera each : opened) {
        each.close();
      }
      throw e;
    }
  }

  private Camera openCamera(String id, PrintWriter err) throws IOException {
    if (source.video != null) {
      return VideoCamera.open(
          id,
          source.video,
          VideoOptions.defaults(note -> say(err, note)).withLoop(loop).withQuality(quality));
    }
    return FolderCamera.open(
        id,
        source.images,
        FolderOptions.defaults(note -> say(err, note)).withLoop(loop).withAsIs(asIs));
  }
}
