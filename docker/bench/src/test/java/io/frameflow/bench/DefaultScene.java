package io.frameflow.bench;

import io.frameflow.bench.scene.PeerChoice;
import io.frameflow.bench.scene.Scene;
import io.frameflow.standalone.soak.Pictures;
import java.io.IOException;
import java.nio.file.Path;

/** The model that comes with Frameflow, on frames of the street that it was trained for. */
public final class DefaultScene {

  private static final Path MODEL = Path.of("../standalone/models/streets");

  private DefaultScene() {}

  public static Scene open(int frames) throws IOException {
    return Scene.open(
        MODEL,
        Pictures.of(640, 480, frames),
        Runtime.getRuntime().availableProcessors(),
        PeerChoice.parse("all"));
  }
}
