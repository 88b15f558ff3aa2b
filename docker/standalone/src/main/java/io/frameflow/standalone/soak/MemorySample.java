package io.frameflow.standalone.soak;

/**
 * This process' memory at one moment, after a garbage collection. Sizes are bytes.
 *
 * @param done how many frames, restarts, ... had been done
 * @param seconds since the part began
 * @param heap Java objects that are alive
 * @param metaspace of the classes that are loaded, with what the JIT compiler notes about them
 * @param classes that are loaded
 * @param jobLoaders class loaders that Flink made for jobs and that nobody has let go of
 * @param threads that are alive
 * @param ourThreads those of them that Frameflow's own code started
 * @param flinkThreads those of them that Flink and the Kafka clients started
 * @param resident memory of the process as the system counts it
 * @param nativeUsed allocated by native code and not freed
 * @param nativeKept freed by native code, but not given back to the system
 */
public record MemorySample(
    long done,
    double seconds,
    long heap,
    long metaspace,
    long classes,
    long jobLoaders,
    long threads,
    long ourThreads,
    long flinkThreads,
    long resident,
    long nativeUsed,
    long nativeKept) {}
