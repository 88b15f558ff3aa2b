package io.frameflow.standalone.chaos;

import io.frameflow.standalone.proxy.KafkaProxy;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Harm to the connections between the job and Kafka. */
record LinkFault(
    FaultKind kind, KafkaProxy proxy, String describe, Consumer<KafkaProxy> harm, Duration length)
    implements Fault {

  @Override
  public void inject() {
    harm.accept(proxy);
  }

  @Override
  public Optional<String> effect() {
    long met = proxy.met();
    return met > 0 ? Optional.of("met %d times".formatted(met)) : Optional.empty();
  }

  @Override
  public void heal() {
    proxy.heal();
  }
}
