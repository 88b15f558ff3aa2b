package io.frameflow.bench.growth.tables;

import io.frameflow.bench.growth.GrowthTable;
import java.util.List;

/** One kind of growth. */
@FunctionalInterface
interface Table {

  /** Measures it: one table, or several where different things grow in the same way. */
  List<GrowthTable> measure() throws Exception;
}
