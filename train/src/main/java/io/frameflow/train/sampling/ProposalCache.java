package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.ImageDecoder;
import io.frameflow.detector.proposals.ProposalMethod;
import io.frameflow.train.data.AnnotatedImage;
import io.frameflow.train.progress.Progress;
import io.frameflow.train.proposals.ProposalsAhead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Proposals of a data set, computed once and kept in a file: selective search over some thousand
 * images takes minutes, and every run on the same data asks for the same boxes.
 *
 * @param directory where the files lie; created where missing
 * @param decoder of the image files; stays the caller's to close
 * @param threads that compute at the same time
 * @param warnings receives a line where a cache file is damaged and is made anew
 */
public record ProposalCache(
    Path directory, ImageDecoder decoder, int threads, Consumer<String> warnings) {

  public ProposalCache {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is " + threads + "; it must be at least 1");
    }
  }

  /**
   * Image id to proposals in continuous pixels of the original image, from the file or computed.
   *
   * @param dataSha256 identity of the images, {@code DataSet.sha256()}
   * @param methodIdentity tells methods and settings apart, such as the hash of the method's
   *     parameter file; the method's name is taken in anyway
   * @param count most proposals per image
   * @throws IOException where an image cannot be decoded or the file not be written
   */
  public Map<String, Boxes> get(
      List<AnnotatedImage> images,
      String dataSha256,
      ProposalMethod method,
      String methodIdentity,
      int count)
      throws IOException {
    String key =
        String.join("|", dataSha256, method.name(), methodIdentity, Integer.toString(count));
    ProposalFile file = ProposalFile.in(directory, key);
    if (Files.exists(file.path())) {
      try {
        Map<String, Boxes> cached = file.open();
        if (images.stream().allMatch(i -> cached.containsKey(i.id()))) {
          return cached;
        }
        warnings.accept("proposal cache " + file.path() + " lacks images; computing it anew");
      } catch (IOException e) {
        warnings.accept(
            "proposal cache "
                + file.path()
                + " is damaged ("
                + e.getMessage()
                + "); computing it anew");
      }
    }
    compute(images, method, count, file);
    return file.open();
  }

  private void compute(
      List<AnnotatedImage> images, ProposalMethod method, int count, ProposalFile file)
      throws IOException {
    try (Progress progress = Progress.start("proposals (" + method.name() + ")", images.size());
        ProposalsAhead proposals =
            new ProposalsAhead(images, method, count, decoder, threads, progress)) {
      Files.createDirectories(directory);
      file.write(images, image -> proposals.next());
    }
  }
}
