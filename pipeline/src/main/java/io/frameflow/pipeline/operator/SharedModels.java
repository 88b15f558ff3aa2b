package io.frameflow.pipeline.operator;

import io.frameflow.detector.ImageDetections;
import io.frameflow.detector.PrecisionChoice;
import io.frameflow.detector.images.Picture;
import io.frameflow.detector.images.UndecodableImageException;
import io.frameflow.schemas.ModelIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The models that are open in this process, each once. All subtasks of a TaskManager that want the
 * same model share one: memory is spent once, and the model's threads do not compete with copies of
 * themselves. Calls of {@link FrameModel#detect} take turns.
 *
 * <p>On a cluster each job has its own class loader, hence its own models.
 */
final class SharedModels {
  private static final Map<Object, Shared> OPEN = new HashMap<>();

  private SharedModels() {}

  /**
   * The model of {@code key}, opened by {@code factory} if nobody has it open. The last to close it
   * closes the model itself.
   */
  static FrameModel acquire(Object key, DetectorFactory factory) throws IOException {
    // Loading under the lock: whoever comes second needs the loaded model anyway.
    synchronized (OPEN) {
      Shared shared = OPEN.get(key);
      if (shared == null) {
        shared = new Shared(key, factory.open());
        OPEN.put(key, shared);
      }
      shared.users++;
      return new Lease(shared);
    }
  }

  private static final class Shared {
    private final Object key;
    private final FrameModel model;
    private int users;

    Shared(Object key, FrameModel model) {
      this.key = key;
      this.model = model;
    }

    void release() {
      synchronized (OPEN) {
        if (--users == 0) {
          OPEN.remove(key);
          model.close();
        }
      }
    }
  }

  private record Lease(Shared shared, AtomicBoolean closed) implements FrameModel {
    Lease(Shared shared) {
      this(shared, new AtomicBoolean());
    }

    @Override
    public ModelIdentity identity() {
      return shared.model.identity();
    }

    @Override
    public Optional<PrecisionChoice> precision() {
      return shared.model.precision();
    }

    @Override
    public Picture decode(byte[] jpeg) throws UndecodableImageException {
      return shared.model.decode(jpeg);
    }

    @Override
    public List<ImageDetections> detect(List<Picture> images) {
      synchronized (shared) {
        return shared.model.detect(images);
      }
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        shared.release();
      }
    }
  }
}
