package io.frameflow.connectors.deadletters;

import io.frameflow.schemas.DeadLetterReason;

/** What to do about each reason. */
final class ReasonAdvice {

  private ReasonAdvice() {}

  static String on(DeadLetterReason reason) {
    return switch (reason) {
      case SCHEMA ->
          "use the registered Frame schema in the producer. If the registry lacked or lost the"
              + " record's schema, register it and replay; else the record itself is wrong and a"
              + " replay ends the same";
      case INVALID_CAMERA_ID ->
          "give the camera an id of [A-Za-z0-9_-]{1,64} and write it as the record's key; a replay"
              + " of this record ends the same";
      case EMPTY_IMAGE -> "look at the camera; a replay of this record ends the same";
      case UNSUPPORTED_FORMAT -> "send JPEG; a replay helps only with a job that reads this format";
      case CORRUPT_IMAGE ->
          "look at the camera's link; a replay helps only if the job refused what it should not";
      case IMAGE_TOO_LARGE ->
          "raise --max-image-bytes or --max-image-pixels of the job, then replay; or shrink the"
              + " pictures at the camera";
      case DETECTION_FAILED ->
          "look in the job's log for the failure of the model; replay when it is mended or another"
              + " model is served";
      case UNKNOWN -> "the letter comes from a newer Frameflow: update this one";
    };
  }
}
