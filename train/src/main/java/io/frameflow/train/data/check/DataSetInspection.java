package io.frameflow.train.data.check;

import io.frameflow.train.data.AnnotationTarget;
import io.frameflow.train.data.DataSetDirectory;
import io.frameflow.train.data.DataSetException;
import io.frameflow.train.data.ParallelDecoding;
import io.frameflow.train.data.StatedSplit;
import io.frameflow.train.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks splits of a data set, and repairs their annotations. Images are decoded one by one; what
 * stays in memory is one small entry for each, to find equal ones.
 */
public final class DataSetInspection {
  private final DataSetDirectory data;
  private final List<String> splits;
  private final Map<String, Set<String>> badImages = new LinkedHashMap<>();

  /**
   * @param splits names of those to look at
   * @throws DataSetException where there is none
   */
  public DataSetInspection(DataSetDirectory data, List<String> splits) throws DataSetException {
    if (splits.isEmpty()) {
      throw new DataSetException(
          "data set %s has no split yet; 'frameflow data split' makes some".formatted(data.root()));
    }
    this.data = data;
    this.splits = List.copyOf(splits);
  }

  /**
   * Looks at everything; defects go into the report.
   *
   * @throws DataSetException where a split cannot be read at all
   */
  public CheckReport check(ParallelDecoding decoding) throws DataSetException {
    SharedImages shared = new SharedImages();
    List<SplitReport> reports = new ArrayList<>();
    for (String name : splits) {
      StatedSplit split = data.split(name);
      try (Progress progress = Progress.start("images of " + name, split.size())) {
        SplitInspection inspection = new SplitInspection(split, decoding, shared, progress);
        reports.add(inspection.run());
        badImages.put(name, inspection.badImages());
      }
    }
    return CheckReport.of(data.root(), data.format(), reports, shared.leaks());
  }

  /**
   * Writes repaired annotations of the splits that were checked: boxes are cut to their images,
   * unusable and repeated ones go, sizes are corrected, entries without a usable image or
   * annotation leave their split. No image file is touched.
   *
   * @return lines that say what was changed
   * @throws IOException where a file cannot be written; those written before it stay as they are
   */
  public List<String> repair(AnnotationTarget target) throws IOException {
    List<String> changes = new ArrayList<>();
    for (String name : splits) {
      StatedSplit split = data.split(name);
      SplitRepair repair = new SplitRepair(split.repair(target), badImages.get(name));
      split.forEach(repair);
      repair.finish();
      changes.addAll(repair.changes(name));
    }
    return changes;
  }
}
