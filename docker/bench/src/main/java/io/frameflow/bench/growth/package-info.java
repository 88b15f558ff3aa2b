/** What happens to a figure as the work grows: tables, where they bend, and what follows. */
package io.frameflow.bench.growth;
