package io.frameflow.connectors.simulation;

/** One figure at its place at one moment; {@code id} stays with it while it is on the street. */
record Standing(long id, Figure figure, Pose pose) {}
