package io.frameflow.connectors.folder;

import io.frameflow.connectors.cameras.Camera;
import io.frameflow.connectors.cameras.CapturedFrame;
import io.frameflow.connectors.cameras.JpegSize;
import io.frameflow.schemas.topics.CameraId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The pictures of a folder in the order of their names.
 *
 * <p>JPEG files pass through untouched, broken ones too: judging them is the pipeline's business,
 * which answers with a dead letter and its reason. PNG is transcoded. Whatever else lies there is
 * left out with one note, unless the options ask for every file as it is. Sub-folders and hidden
 * files are not looked at.
 */
public final class FolderCamera implements Camera {

  /** What still fits into one Kafka record of the frames topic. */
  static final long MAX_FILE_BYTES = 10L << 20;

  private final String id;
  private final Path folder;
  private final FolderOptions options;
  private final List<Path> files;
  private int position;
  private boolean firstRound = true;
  private boolean anyThisRound;
  private boolean transcodingNoted;

  private FolderCamera(String id, Path folder, FolderOptions options, List<Path> files) {
    this.id = id;
    this.folder = folder;
    this.options = options;
    this.files = files;
  }

  /** Lists the folder; files that come later are not seen. */
  public static FolderCamera open(String id, Path folder, FolderOptions options)
      throws IOException {
    CameraId.require(id);
    if (!Files.exists(folder)) {
      throw new IOException("folder " + folder + " does not exist");
    }
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          folder + " is not a folder: name a folder of pictures, or push a video with --video");
    }
    List<Path> files;
    try (Stream<Path> entries = Files.list(folder)) {
      files =
          entries
              .filter(Files::isRegularFile)
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new IOException("folder " + folder + " cannot be read: " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new IOException("folder " + folder + " holds no files");
    }
    return new FolderCamera(id, folder, options, files);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Optional<CapturedFrame> next() throws IOException {
    while (!Thread.currentThread().isInterrupted()) {
      if (position == files.size()) {
        if (firstRound && !anyThisRound) {
          throw new IOException(
              "folder "
                  + folder
                  + " holds no picture: put .jpg or .png files there, or push every file with"
                  + " --as-is");
        }
        // A round without a picture would never end.
        if (!options.loop() || !anyThisRound) {
          return Optional.empty();
        }
        position = 0;
        firstRound = false;
        anyThisRound = false;
      }
      Optional<byte[]> jpeg = read(files.get(position++));
      if (jpeg.isPresent()) {
        anyThisRound = true;
        JpegSize size = JpegSize.of(jpeg.get()).orElse(new JpegSize(0, 0));
        return Optional.of(
            CapturedFrame.unlabelled(jpeg.get(), Instant.now(), size.width(), size.height()));
      }
    }
    return Optional.empty();
  }

  private Optional<byte[]> read(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean jpeg = options.asIs() || name.endsWith(".jpg") || name.endsWith(".jpeg");
    if (!jpeg && !name.endsWith(".png")) {
      return leaveOut(file, "it is neither a .jpg nor a .png");
    }
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        return leaveOut(file, "its " + size + " bytes are more than a frame may have (10 MiB)");
      }
      byte[] bytes = Files.readAllBytes(file);
      if (jpeg) {
        return Optional.of(bytes);
      }
      byte[] transcoded = PngTranscoder.toJpeg(bytes);
      noteTranscoding(file);
      return Optional.of(transcoded);
    } catch (ClosedByInterruptException e) {
      return Optional.empty();
    } catch (IOException e) {
      return leaveOut(file, "it cannot be read: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  private Optional<byte[]> leaveOut(Path file, String why) {
    if (firstRound) {
      options.notes().accept("left out " + file + ": " + why);
    }
    return Optional.empty();
  }

  private void noteTranscoding(Path file) {
    if (!transcodingNoted) {
      transcodingNoted = true;
      options
          .notes()
          .accept("transcoding PNG to JPEG in " + folder + ", from " + file.getFileName());
    }
  }

  @Override
  public void close() {}
}
