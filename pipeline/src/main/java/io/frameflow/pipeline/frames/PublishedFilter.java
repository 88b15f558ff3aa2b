package io.frameflow.pipeline.frames;

import java.util.Map;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/**
 * Keeps frames that are published already from being published again.
 *
 * <p>What it skips is in every checkpoint and savepoint, as whole ranges for all subtasks: the job
 * that restores one may not have reached the end of them, and partitions move between subtasks.
 */
public final class PublishedFilter implements FilterFunction<SourceFrame>, CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private static final ListStateDescriptor<long[]> RANGES =
      new ListStateDescriptor<>("published", PrimitiveArrayTypeInfo.LONG_PRIMITIVE_ARRAY_TYPE_INFO);

  private final PublishedFrames atStart;
  private transient PublishedFrames published;
  private transient ListState<long[]> state;

  /**
   * @param atStart for a job that restores nothing
   */
  public PublishedFilter(PublishedFrames atStart) {
    this.atStart = atStart;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    state = context.getOperatorStateStore().getUnionListState(RANGES);
    published = atStart;
    if (context.isRestored()) {
      published = PublishedFrames.none();
      for (long[] range : state.get()) {
        published.skip(Math.toIntExact(range[0]), range[1], range[2]);
      }
    }
  }

  @Override
  public boolean filter(SourceFrame frame) {
    return !published.isPublished(frame.record().partition(), frame.record().offset());
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    state.clear();
    for (Map.Entry<Integer, OffsetRanges> partition : published.behind().entrySet()) {
      for (Map.Entry<Long, Long> range : partition.getValue().ranges().entrySet()) {
        state.add(new long[] {partition.getKey(), range.getKey(), range.getValue()});
      }
    }
  }
}
