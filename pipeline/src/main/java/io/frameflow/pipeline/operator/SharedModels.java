package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.boxes.Boxes;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.schemas.ModelIdentity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The models that are open in this process, each once. All subtasks of a TaskManager that want the
 * same model share one: memory is spent once, and the model's threads do not compete with copies of
 * themselves. Calls of {@link FrameModel#detect} take turns in the order in which they came.
 *
 * <p>On a cluster each job has its own class loader, hence its own models.
 */
final class SharedModels {
  private static final SharedByKey<Served> OPEN = new SharedByKey<>(served -> served.model.close());

  private SharedModels() {}

  /**
   * The model of {@code key}, opened by {@code factory} if nobody has it open. The last to close it
   * closes the model itself.
   */
  static FrameModel acquire(Object key, DetectorFactory factory) throws IOException {
    return new Guest(OPEN.acquire(key, () -> new Served(factory.open(), new ReentrantLock(true))));
  }

  /** A fair lock: no slot is served twice while another waits. */
  private record Served(FrameModel model, ReentrantLock turn) {}

  private record Guest(SharedByKey.Lease<Served> lease) implements FrameModel {
    @Override
    public ModelIdentity identity() {
      return lease.get().model.identity();
    }

    @Override
    public Optional<PrecisionChoice> precision() {
      return lease.get().model.precision();
    }

    @Override
    public Picture decode(byte[] jpeg) throws UndecodableImageException {
      return lease.get().model.decode(jpeg);
    }

    @Override
    public Boxes propose(Picture image) {
      return lease.get().model.propose(image);
    }

    @Override
    public List<ImageDetections> detect(List<Picture> images, List<Boxes> proposals) {
      ReentrantLock turn = lease.get().turn;
      turn.lock();
      try {
        return lease.get().model.detect(images, proposals);
      } finally {
        turn.unlock();
      }
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
