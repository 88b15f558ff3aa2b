package io.frameflow.standalone.proxy;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One client's connection and the proxy's own to the broker, with a thread for each direction.
 * Requests are passed on one by one, for their kind stands in their head: a length in 32 bits and
 * the API key in 16.
 */
final class ProxiedConnection {

  /** Kafka's own limit of a request (socket.request.max.bytes). */
  private static final int LARGEST_REQUEST = 100 * 1024 * 1024;

  private final Socket client;
  private final Socket broker;
  private final LinkConditions conditions;
  private final Runnable whenClosed;
  private final AtomicBoolean harmed = new AtomicBoolean();
  private volatile boolean open = true;

  ProxiedConnection(Socket client, Socket broker, LinkConditions conditions, Runnable whenClosed) {
    this.client = client;
    this.broker = broker;
    this.conditions = conditions;
    this.whenClosed = whenClosed;
  }

  void start() {
    thread("requests", this::passRequests).start();
    thread("answers", this::passAnswers).start();
  }

  private Thread thread(String direction, Direction work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.pass();
              } catch (IOException e) {
                // Either side has hung up: then the other one is hung up on as well.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                close();
              }
            },
            "proxy-" + direction + "-" + client.getPort());
    thread.setDaemon(true);
    return thread;
  }

  @FunctionalInterface
  private interface Direction {
    void pass() throws IOException, InterruptedException;
  }

  private void passRequests() throws IOException, InterruptedException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = broker.getOutputStream();
    while (open) {
      byte[] request = readRequest(in);
      conditions.awaitRequestMayPass(ByteBuffer.wrap(request).getShort(4), this::isOpen);
      conditions.write(out, request, request.length, this::isOpen);
    }
  }

  /** A whole request with its length before it. */
  private static byte[] readRequest(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 2 || length > LARGEST_REQUEST) {
      throw new EOFException("no Kafka request: it claims " + length + " bytes");
    }
    byte[] request = new byte[4 + length];
    ByteBuffer.wrap(request).putInt(length);
    in.readFully(request, 4, length);
    return request;
  }

  private void passAnswers() throws IOException, InterruptedException {
    InputStream in = broker.getInputStream();
    OutputStream out = client.getOutputStream();
    byte[] buffer = new byte[64 * 1024];
    int length = in.read(buffer);
    while (open && length >= 0) {
      conditions.write(out, buffer, length, this::isOpen);
      length = in.read(buffer);
    }
  }

  private boolean isOpen() {
    return open;
  }

  /** Both sides see a connection that was reset, not one that ended in good order. */
  void reset() {
    if (harmed.compareAndSet(false, true)) {
      conditions.harmed();
    }
    try {
      client.setSoLinger(true, 0);
      broker.setSoLinger(true, 0);
    } catch (IOException e) {
      // One of them is closed already, which is what is wanted.
      open = false;
    }
    close();
  }

  void close() {
    if (!open && client.isClosed() && broker.isClosed()) {
      return;
    }
    open = false;
    closeQuietly(client);
    closeQuietly(broker);
    conditions.connectionEnded();
    whenClosed.run();
  }

  static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that cannot be closed is of no use to anybody either.
    }
  }
}
