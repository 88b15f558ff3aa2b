/** What proposal methods cover of annotated images. */
package io.frameflow.bench.recall;
