package io.frameflow.connectors.page;

/** Which frame of a camera: what joins a picture with its detections. */
record FrameKey(String sessionId, long sequence) {}
