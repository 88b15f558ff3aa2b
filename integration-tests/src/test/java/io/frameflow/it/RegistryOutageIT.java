package io.frameflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.simulation.SimulatedCamera;
import io.frameflow.pipeline.job.DetectionJob;
import io.frameflow.pipeline.job.JobKeys;
import io.frameflow.pipeline.job.JobOptions;
import io.frameflow.schemas.Frame;
import io.frameflow.schemas.serdes.RecordSchemas;
import io.frameflow.schemas.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The registry goes out of service under a running job: frames of known schemas go on, frames of a
 * schema that the job has not seen yet wait with their partition, and nothing is a dead letter.
 */
class RegistryOutageIT {

  private static PipelineUnderTest pipeline;
  private static RegistryGate gate;
  private static KafkaProducer<String, byte[]> producer;
  private static byte[] jpeg;
  private static Schema first;
  private static int firstId;
  private static DetectionJob job;

  /** Where every frame went, in the order of sending. */
  private static final List<String> SENT = new ArrayList<>();

  @BeforeAll
  static void startTheJob() throws Exception {
    pipeline = PipelineUnderTest.start();
    KafkaAccess access = pipeline.access();
    gate = RegistryGate.before(access.registry().url());
    try (SimulatedCamera camera = new SimulatedCamera("x", 99, 320, 240, 10, 1)) {
      jpeg = camera.next().orElseThrow().jpeg();
    }
    producer =
        new KafkaProducer<>(
            access.clientConfig(Map.of()), new StringSerializer(), new ByteArraySerializer());
    first = RecordSchemas.released(Frame.class);
    firstId = register(first);
    job = PipelineUnderTest.run(options().build());
    send(0, first, firstId);
    send(1, first, firstId);
    assertPublished(SENT.size());
  }

  @AfterAll
  static void stop() throws Exception {
    job.cancel();
    producer.close();
    gate.close();
    pipeline.close();
  }

  @AfterEach
  void heal() throws IOException {
    gate.end();
  }

  @ParameterizedTest
  @EnumSource
  void knownSchemasGoOnAndUnknownOnesWait(RegistryGate.Outage outage) throws Exception {
    Schema newer = released("seenFirstWhile" + outage);
    int newId = register(newer);

    gate.begin(outage);
    send(0, first, firstId);
    send(1, first, firstId);
    List<String> waiting = List.of(send(0, newer, newId), send(0, first, firstId));
    List<String> others = List.of(send(1, first, firstId), send(1, first, firstId));

    Published meanwhile = Published.read(pipeline.access(), SENT.size() - 2);
    assertThat(places(meanwhile)).containsAll(others).doesNotContainAnyElementsOf(waiting);
    assertThat(job.status()).isEqualTo(JobStatus.RUNNING);

    gate.end();
    assertPublished(SENT.size());
  }

  @Test
  void aJobThatIsRestoredDuringTheOutageGoesOnWithWhatThisProcessKnows() throws Exception {
    Schema newer = released("seenFirstAfterARestore");
    int newId = register(newer);
    gate.begin(RegistryGate.Outage.REFUSED);
    send(0, newer, newId);
    send(0, first, firstId);
    send(1, first, firstId);
    Published.read(pipeline.access(), SENT.size() - 2);

    String savepoint =
        job.stopWithSavepoint(pipeline.dir().resolve("savepoints").toUri().toString());
    send(1, first, firstId);
    job = PipelineUnderTest.run(options().set(JobKeys.RESTORE_FROM, savepoint).build());
    Published meanwhile = Published.read(pipeline.access(), SENT.size() - 2);
    assertThat(meanwhile.events()).hasSize(SENT.size() - 2);
    assertThat(meanwhile.deadLetters()).isEmpty();

    gate.end();
    assertPublished(SENT.size());
  }

  private static JobOptions.Builder options() throws IOException {
    return pipeline
        .options(PipelineUnderTest.defaultModel())
        .set(JobKeys.REGISTRY_URL, gate.url())
        .set(JobKeys.REGISTRY_CONFIG, Map.of("http.read.timeout.ms", "1000", "max.retries", "0"));
  }

  /** Every frame sent is one event; each partition's in its order; no dead letter. */
  private static void assertPublished(int frames) throws IOException {
    Published published = Published.read(pipeline.access(), frames);
    assertThat(published.deadLetters()).isEmpty();
    for (int partition = 0; partition < 2; partition++) {
      String prefix = partition + "@";
      assertThat(places(published).stream().filter(place -> place.startsWith(prefix)))
          .containsExactlyElementsOf(
              SENT.stream().filter(place -> place.startsWith(prefix)).toList());
    }
  }

  private static List<String> places(Published published) {
    return published.events().stream()
        .map(e -> e.getSource().getPartition() + "@" + e.getSource().getOffset())
        .toList();
  }

  private static int register(Schema schema) throws Exception {
    try (SchemaRegistryClient client = pipeline.access().registry().newClient()) {
      return client.register(Topics.FRAMES.subject(Topics.DEFAULT_PREFIX), new AvroSchema(schema));
    }
  }

  /** A compatible later version of the frame's schema. */
  private static Schema released(String field) {
    List<Schema.Field> fields = new ArrayList<>();
    first.getFields().forEach(old -> fields.add(new Schema.Field(old, old.schema())));
    fields.add(new Schema.Field(field, Schema.create(Schema.Type.FLOAT), "Of the test.", 1f));
    return Schema.createRecord(
        first.getName(), first.getDoc(), first.getNamespace(), false, fields);
  }

  private static String send(int partition, Schema schema, int id) throws Exception {
    String camera = "cam-" + partition;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema)
        .write(
            new GenericRecordBuilder(schema)
                .set("cameraId", camera)
                .set("sessionId", "session")
                .set("sequence", (long) SENT.size())
                .set("capturedAt", Instant.now().toEpochMilli() * 1000)
                .set("jpeg", ByteBuffer.wrap(jpeg))
                .build(),
            encoder);
    encoder.flush();
    String topic = pipeline.access().nameOf(Topics.FRAMES);
    long offset =
        producer
            .send(new ProducerRecord<>(topic, partition, camera, out.toByteArray()))
            .get()
            .offset();
    String place = partition + "@" + offset;
    SENT.add(place);
    return place;
  }
}
