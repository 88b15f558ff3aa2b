package io.frameflow.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.frameflow.pipeline.frames.PublishedFrames;
import io.frameflow.pipeline.frames.Records;
import io.frameflow.pipeline.frames.SourceFrame;
import io.frameflow.pipeline.frames.SourceFrameType;
import io.frameflow.pipeline.operator.StubModel;
import io.frameflow.schemas.DeadLetter;
import io.frameflow.schemas.FrameDetections;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DetectionTopologyTest {
  private static final Queue<FrameDetections> EVENTS = new ConcurrentLinkedQueue<>();
  private static final Queue<DeadLetter> LETTERS = new ConcurrentLinkedQueue<>();

  @Test
  void everyOperatorHasItsOwnUidAndName() {
    Collection<StreamNode> nodes = kafkaGraph().getStreamNodes();
    Set<String> uids = new HashSet<>();

    assertThat(nodes).hasSizeGreaterThanOrEqualTo(4);
    for (StreamNode node : nodes) {
      assertThat(node.getTransformationUID()).as("uid of %s", node).isNotBlank();
      assertThat(node.getOperatorName()).as("name of %s", node).isNotBlank();
      assertThat(uids.add(node.getTransformationUID())).as("uid of %s is new", node).isTrue();
    }
    assertThat(uids)
        .contains("frames", "not-published", "frame-detector", "detections", "dead-letters");
  }

  @Test
  void theWholeJobIsOneChain() {
    JobGraph graph = kafkaGraph().getJobGraph();

    assertThat(graph.getNumberOfVertices()).isEqualTo(1);
    assertThat(graph.getVertices().iterator().next().getParallelism()).isEqualTo(3);
  }

  private static StreamGraph kafkaGraph() {
    JobOptions options = TestJobs.builder().set(JobKeys.PARALLELISM, 3).build();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.ofJob(options));
    DetectionTopology.build(
        env,
        FrameSource.of(options, PublishedFrames.none()),
        PublishedFrames.none(),
        FrameSinks.detections(options),
        FrameSinks.deadLetters(options),
        StubModel::new,
        options);
    return env.getStreamGraph();
  }

  @Test
  void everyFrameComesOutOnceWithoutGenericTypesAlsoUnchained() throws Exception {
    JobOptions options =
        TestJobs.builder().set(JobKeys.PARALLELISM, 2).set(JobKeys.WEB_PORT, 0).build();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(FlinkSettings.ofOneMachine(options));
    env.disableOperatorChaining();
    EVENTS.clear();
    LETTERS.clear();

    DetectionTopology.build(
        env,
        frames(100),
        PublishedFrames.none(),
        new Collecting<>(),
        new Collecting<>(),
        StubModel::new,
        options);
    env.execute();

    List<Long> whole = EVENTS.stream().map(e -> e.getSource().getOffset()).toList();
    List<Long> broken = LETTERS.stream().map(DeadLetter::getOffset).toList();
    assertThat(broken)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 100).filter(i -> i % 10 == 0).boxed().toList());
    assertThat(whole)
        .containsExactlyInAnyOrderElementsOf(
            LongStream.range(0, 100).filter(i -> i % 10 != 0).boxed().toList());
  }

  /** Each tenth picture is truncated. */
  private static DataGeneratorSource<SourceFrame> frames(long count) {
    return new DataGeneratorSource<>(
        i -> Records.valid("gate-1", i, i % 10 == 0 ? StubModel.TRUNCATED : 20),
        count,
        new SourceFrameType());
  }

  /** Keeps what it is given in this process. */
  private static final class Collecting<T> implements Sink<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(T element, Context writing) {
          if (element instanceof FrameDetections event) {
            EVENTS.add(event);
          } else {
            LETTERS.add((DeadLetter) element);
          }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
