package io.frameflow.it.security;

import io.frameflow.schemas.topics.Topics;
import io.frameflow.standalone.Installation;
import io.frameflow.standalone.stack.LocalStack;
import io.frameflow.standalone.stack.RegistrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A broker with every kind of listener and a registry that speaks TLS, in a temporary folder. */
final class SecureCluster implements AutoCloseable {

  private final Path dir;
  private final Certificates certificates;
  private final SecureListeners listeners;
  private final LocalStack stack;
  private int files;

  private SecureCluster(
      Path dir, Certificates certificates, SecureListeners listeners, LocalStack stack) {
    this.dir = dir;
    this.certificates = certificates;
    this.listeners = listeners;
    this.stack = stack;
  }

  static SecureCluster start(Map<String, String> brokerProperties, List<String> users)
      throws Exception {
    Path dir = Files.createTempDirectory("frameflow-secure-");
    Certificates certificates = Certificates.make(dir.resolve("certificates"));
    SecureListeners listeners = SecureListeners.pick();
    LocalStack stack =
        LocalStack.start(
            dir,
            Installation.current().registry(),
            new LocalStack.Ports(listeners.port(SecureListeners.Listener.PLAIN), 0),
            listeners.broker(certificates, brokerProperties, users),
            RegistrySettings.tls(
                certificates.keyStore("server").toString(),
                Certificates.PASSWORD,
                certificates.context("client")));
    return new SecureCluster(dir, certificates, listeners, stack);
  }

  Certificates certificates() {
    return certificates;
  }

  SecureListeners listeners() {
    return listeners;
  }

  LocalStack stack() {
    return stack;
  }

  Path dir() {
    return dir;
  }

  /** The registry client's settings for these TLS settings, and more. */
  static Map<String, String> forRegistry(Map<String, String> tls, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    tls.forEach((key, value) -> settings.put("schema.registry." + key, value));
    return settings;
  }

  @SafeVarargs
  static Map<String, String> all(Map<String, String>... parts) {
    Map<String, String> all = new HashMap<>();
    for (Map<String, String> part : parts) {
      all.putAll(part);
    }
    return all;
  }

  /** A verb's arguments for this broker and registry, its settings in files as they should be. */
  List<String> arguments(
      List<String> verb,
      String broker,
      Map<String, String> kafka,
      String registry,
      Map<String, String> registryConfig)
      throws IOException {
    List<String> arguments = new ArrayList<>(verb);
    arguments.addAll(
        List.of(
            "--bootstrap-servers",
            broker,
            "--schema-registry-url",
            registry,
            "--topic-prefix",
            Topics.DEFAULT_PREFIX));
    if (!kafka.isEmpty()) {
      arguments.addAll(List.of("--kafka-config", "@" + file(kafka)));
    }
    if (!registryConfig.isEmpty()) {
      arguments.addAll(List.of("--registry-config", "@" + file(registryConfig)));
    }
    return arguments;
  }

  private Path file(Map<String, String> settings) throws IOException {
    Path file = dir.resolve("settings-%d.properties".formatted(files++));
    Properties properties = new Properties();
    properties.putAll(settings);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    stack.close();
    LocalStack.delete(dir);
  }
}
