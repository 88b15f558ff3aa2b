package io.frameflow.bench.network;

import io.frameflow.bench.scene.Picture;
import io.frameflow.bench.scene.Scene;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much there is to multiply for each picture. */
public final class NetworkWork {

  private final Scene scene;
  private final List<MultiplyAdds> byPicture;

  private NetworkWork(Scene scene, List<MultiplyAdds> byPicture) {
    this.scene = scene;
    this.byPicture = byPicture;
  }

  /** Counts once for every size that the pictures have. */
  public static NetworkWork count(Scene scene) {
    record Size(int width, int height) {}
    Map<Size, MultiplyAdds> known = new HashMap<>();
    List<MultiplyAdds> byPicture = new ArrayList<>();
    for (Picture picture : scene.pictures()) {
      byPicture.add(
          known.computeIfAbsent(
              new Size(picture.canvas().width(), picture.canvas().height()),
              size -> MultiplyAdds.count(scene.graph(), picture, scene.threads())));
    }
    return new NetworkWork(scene, byPicture);
  }

  /** Of a picture's convolutions. */
  public long convolutions(int item) {
    return of(item).convolutions();
  }

  /** Of the fully connected layers for a picture's RoIs. */
  public long heads(int item) {
    return of(item).heads(scene.picture(item).regions());
  }

  /** Of both. */
  public long network(int item) {
    return of(item).network(scene.picture(item).regions());
  }

  private MultiplyAdds of(int item) {
    return byPicture.get(item % byPicture.size());
  }
}
