package io.frameflow.pipeline.analytics;

import io.frameflow.schemas.CameraActivity;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The windows that still count frames, keyed by camera and start. In memory, as there are two or
 * three for each camera; Kafka's changelog topic brings them back after a restart.
 */
final class OpenWindows {
  static final String STORE = "open-windows";

  private final KeyValueStore<String, CameraActivity> store;

  OpenWindows(KeyValueStore<String, CameraActivity> store) {
    this.store = store;
  }

  static StoreBuilder<KeyValueStore<String, CameraActivity>> storeBuilder() {
    // The cache lets one commit write one changelog record per window, not one per frame.
    return Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(STORE), Serdes.String(), new ActivityState())
        .withCachingEnabled();
  }

  /** Null if no frame has been counted in the window yet. */
  CameraActivity get(String cameraId, long startMillis) {
    return store.get(key(cameraId, startMillis));
  }

  void put(CameraActivity window) {
    store.put(keyOf(window), window);
  }

  void remove(CameraActivity window) {
    store.delete(keyOf(window));
  }

  /** Open windows of a camera, earliest first. */
  List<CameraActivity> of(String cameraId) {
    try (KeyValueIterator<String, CameraActivity> found =
        store.prefixScan(cameraId + "/", new StringSerializer())) {
      return values(found);
    }
  }

  /** Open windows of all cameras of this task. */
  List<CameraActivity> all() {
    try (KeyValueIterator<String, CameraActivity> found = store.all()) {
      return values(found);
    }
  }

  static String keyOf(CameraActivity window) {
    return key(window.getCameraId(), window.getWindowStart().toEpochMilli());
  }

  private static String key(String cameraId, long startMillis) {
    // Padded, so that the order of the keys is the order of the windows.
    return "%s/%019d".formatted(cameraId, startMillis);
  }

  private static List<CameraActivity> values(KeyValueIterator<String, CameraActivity> found) {
    List<CameraActivity> windows = new ArrayList<>();
    while (found.hasNext()) {
      KeyValue<String, CameraActivity> next = found.next();
      windows.add(next.value);
    }
    return windows;
  }
}
