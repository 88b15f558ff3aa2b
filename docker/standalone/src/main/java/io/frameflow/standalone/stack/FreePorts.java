package io.frameflow.standalone.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Finds ports that nothing listens on. */
public final class FreePorts {

  private FreePorts() {}

  /**
   * Picks distinct free ports on loopback. They are held open together while picking, so that one
   * call never returns a port twice; another process can still take one before it is used.
   *
   * @throws IOException when the machine has no free port
   */
  public static int[] pick(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      int[] ports = new int[count];
      for (int i = 0; i < count; i++) {
        ServerSocket socket = new ServerSocket();
        held.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        ports[i] = socket.getLocalPort();
      }
      return ports;
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  /**
   * The wanted port, or a free one for 0.
   *
   * @throws IOException when the wanted port is taken, naming it and the flag's meaning
   */
  public static int require(int wanted, String what) throws IOException {
    if (wanted == 0) {
      return pick(1)[0];
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return wanted;
    } catch (IOException e) {
      throw new IOException(
          "port " + wanted + " for the " + what + " is taken; choose another one or 0 for any", e);
    }
  }
}
