/**
 * A whole installation on one machine, each part a process of its own: broker, registry, ZooKeeper,
 * JobManager and TaskManagers as child JVMs that can be killed, frozen and started again.
 */
package io.frameflow.standalone.cluster;
