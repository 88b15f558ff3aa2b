/** Other ways to the same results: libraries that people take, and what they would write. */
package io.frameflow.bench.peers;
