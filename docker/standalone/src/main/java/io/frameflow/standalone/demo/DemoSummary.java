package io.frameflow.standalone.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.frameflow.detector.files.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a demo came to.
 *
 * @param framesIn frames that Kafka accepted
 * @param detected frames whose event says DETECTED
 * @param dropped frames whose event says DROPPED
 * @param deadLetters frames that became dead letters
 * @param objects detections in all events
 * @param framesPerSecond events and dead letters per second of streaming
 * @param latencyMsP50 median of capture to committed event, milliseconds
 * @param latencyMsP99 99th percentile of the same
 * @param detectMsP50 median of capture to the detector's emission, before the commit
 * @param detectMsP99 99th percentile of the same
 * @param liveMap mean average precision at IoU .5 (area) against the simulation's truth; NaN when
 *     no labelled frame was seen
 */
record DemoSummary(
    long framesIn,
    long detected,
    long dropped,
    long deadLetters,
    long objects,
    double framesPerSecond,
    double latencyMsP50,
    double latencyMsP99,
    double detectMsP50,
    double detectMsP99,
    double liveMap) {

  /** Whether every frame is accounted for, exactly once. */
  boolean addsUp() {
    return framesIn == detected + dropped + deadLetters;
  }

  /** The figures as a few readable lines. */
  String text() {
    return String.format(
        """
        frames in        %,10d
          detected       %,10d  (%,d objects)
          dropped        %,10d
          dead letters   %,10d
          sum            %10s  (in %s detected + dropped + dead letters)
        frames/s         %10.1f
        latency p50/p99  %10.0f / %.0f ms from capture to committed event
                         %10.0f / %.0f ms from capture to the detector's emission
        live mAP@.5      %10s\
        """,
        framesIn,
        detected,
        objects,
        dropped,
        deadLetters,
        addsUp() ? "adds up" : "DIFFERS",
        addsUp() ? "=" : "!=",
        framesPerSecond,
        latencyMsP50,
        latencyMsP99,
        detectMsP50,
        detectMsP99,
        Double.isNaN(liveMap) ? "no truth" : String.format("%.3f", liveMap));
  }

  /** Writes the summary as JSON; {@code liveMap} is null when unknown. */
  void write(Path file) throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("framesIn", framesIn);
    json.put("detected", detected);
    json.put("dropped", dropped);
    json.put("deadLetters", deadLetters);
    json.put("objects", objects);
    json.put("framesPerSecond", framesPerSecond);
    json.put("latencyMsP50", latencyMsP50);
    json.put("latencyMsP99", latencyMsP99);
    json.put("detectMsP50", detectMsP50);
    json.put("detectMsP99", detectMsP99);
    json.put("liveMap", Double.isNaN(liveMap) ? null : liveMap);
    Path parent = file.toAbsolutePath().getParent();
    Files.createDirectories(parent);
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    WholeFile.write(file, mapper.writeValueAsBytes(json));
  }
}
