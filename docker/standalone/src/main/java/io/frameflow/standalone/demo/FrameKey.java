package io.frameflow.standalone.demo;

/** Names one frame of one camera session. */
record FrameKey(String cameraId, String sessionId, long sequence) {
  /** A name without blanks, for evaluation. */
  String imageId() {
    return cameraId + "/" + sessionId + "/" + sequence;
  }
}
