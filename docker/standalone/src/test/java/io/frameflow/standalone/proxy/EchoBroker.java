package io.frameflow.standalone.proxy;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Stands for a broker: sends each request back as its answer. */
final class EchoBroker implements AutoCloseable {

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

  EchoBroker() throws IOException {
    daemon(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        daemon(() -> echo(client));
      }
    } catch (IOException e) {
      // Closed by the test.
      return;
    }
  }

  private static void echo(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      while (true) {
        byte[] request = new byte[in.readInt()];
        in.readFully(request);
        out.writeInt(request.length);
        out.write(request);
      }
    } catch (IOException e) {
      // The client is gone.
      return;
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "echo-broker");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
