package io.frameflow.standalone.cluster;

import io.frameflow.standalone.stack.FreePorts;
import java.io.IOException;

/**
 * The ports of a cluster on loopback; each process keeps its own over all restarts.
 *
 * @param kafka the broker's, for everybody
 * @param kafkaBehindProxy the broker's second one, where only the proxy connects
 * @param proxy the proxy's, which the job takes for the broker
 * @param controller the broker's, for itself
 */
record ClusterPorts(
    int kafka,
    int kafkaBehindProxy,
    int proxy,
    int controller,
    int registry,
    int zooKeeper,
    int jobManager,
    int rest) {

  static ClusterPorts pick() throws IOException {
    int[] ports = FreePorts.pick(8);
    return new ClusterPorts(
        ports[0], ports[1], ports[2], ports[3], ports[4], ports[5], ports[6], ports[7]);
  }
}
