package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import io.frameflow.schemas.FrameDetections;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Detections in, activity of each camera in tumbling windows of capture time out.
 *
 * <p>The detections are keyed by camera, so all frames of one camera meet in one task and nothing
 * is repartitioned. For what is published when, see {@link ActivityProcessor}.
 */
public final class ActivityTopology {
  private ActivityTopology() {}

  /** The topology as a plain value: builds no client and touches no network. */
  public static Topology build(
      AnalyticsOptions options, Serde<FrameDetections> detections, Serde<CameraActivity> activity) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            options.detectionsTopic(),
            Consumed.with(Serdes.String(), detections)
                .withTimestampExtractor(new CaptureTime())
                .withName("detections"))
        .process(new Windowing(options), Named.as("count-per-window"))
        .to(options.activityTopic(), Produced.with(Serdes.String(), activity).withName("activity"));
    return builder.build();
  }

  private record Windowing(AnalyticsOptions options)
      implements ProcessorSupplier<String, FrameDetections, String, CameraActivity> {
    @Override
    public Processor<String, FrameDetections, String, CameraActivity> get() {
      return new ActivityProcessor(options);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return Set.of(OpenWindows.storeBuilder(), ActivityProcessor.clocksBuilder());
    }
  }
}
