package io.frameflow.standalone.cluster;

import io.frameflow.standalone.stack.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Main class of a broker in a process of its own; SIGTERM ends it cleanly. */
public final class FrameflowBroker {

  private FrameflowBroker() {}

  /** Starts the broker that a file describes; it lives until the process is told to end. */
  public static void main(String[] args) throws IOException {
    BrokerFile file = BrokerFile.read(Path.of(args[0]));
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(Path.of(file.folder()), file.port(), file.settings());
    } catch (IOException e) {
      e.printStackTrace();
      // A half started broker has threads that would keep the process.
      Runtime.getRuntime().halt(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
    Files.writeString(Path.of(file.readyFile()), Long.toString(ProcessHandle.current().pid()));
  }
}
