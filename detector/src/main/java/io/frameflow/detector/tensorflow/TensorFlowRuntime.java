package io.frameflow.detector.tensorflow;

import ai.djl.engine.Engine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads TensorFlow's native code into this JVM, once, from the class path and never from the
 * network.
 *
 * <p>Everything that touches {@code org.tensorflow} or DJL asks here first, since the settings
 * below are read only while the native code loads.
 */
public final class TensorFlowRuntime {

  private static final Logger LOG = LoggerFactory.getLogger(TensorFlowRuntime.class);
  private static final String INTRA_OP_THREADS = "ai.djl.tensorflow.num_intraop_threads";

  private static boolean loaded;
  private static Throwable failure;

  private TensorFlowRuntime() {}

  /** As {@link #load(int)} with one thread per processor. */
  public static void load() throws TensorFlowUnavailableException {
    load(Runtime.getRuntime().availableProcessors());
  }

  /**
   * Loads TensorFlow unless that has happened already.
   *
   * @param threads size of TensorFlow's compute pool. There is one pool per process, so only the
   *     first call decides; the system property {@code ai.djl.tensorflow.num_intraop_threads} goes
   *     before it
   * @throws TensorFlowUnavailableException if the native code is missing or does not suit this
   *     machine
   */
  @SuppressWarnings("StaticAssignmentOfThrowable") // the cause of every later refusal
  public static synchronized void load(int threads) throws TensorFlowUnavailableException {
    if (failure != null) {
      // a second try would only hide the first, telling error
      throw new TensorFlowUnavailableException(failure);
    }
    if (loaded) {
      return;
    }
    setUnlessSet("DJL_OFFLINE", "true");
    setUnlessSet("OPT_OUT_TRACKING", "true");
    setUnlessSet(INTRA_OP_THREADS, Integer.toString(threads));
    // JavaCPP would count the pages of every native library against the Java heap's limit
    setUnlessSet("org.bytedeco.javacpp.maxBytes", "0");
    setUnlessSet("org.bytedeco.javacpp.maxPhysicalBytes", "0");
    try {
      String version = Engine.getEngine("TensorFlow").getVersion();
      LOG.debug("TensorFlow {} with {} threads", version, System.getProperty(INTRA_OP_THREADS));
    } catch (RuntimeException | LinkageError e) {
      failure = e;
      throw new TensorFlowUnavailableException(e);
    }
    loaded = true;
  }

  /** Whether graphs run on a GPU, once TensorFlow is loaded. */
  public static boolean onGpu() {
    return Engine.getEngine("TensorFlow").defaultDevice().isGpu();
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null && System.getenv(property) == null) {
      System.setProperty(property, value);
    }
  }
}
