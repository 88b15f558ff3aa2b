package io.frameflow.schemas.connections;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Asks a port what it speaks. Kafka's clients take a TLS server's answer for the length of a
 * record, hundreds of megabytes, and try again for ever.
 */
public final class PortProbe {
  /** What answers at a port. */
  public enum Answer {
    KAFKA,
    TLS,
    OTHER,
    SILENCE
  }

  private static final short API_VERSIONS = 18;
  private static final int CORRELATION = 0x46664d31;

  private PortProbe() {}

  /** Asks in plain text; only a port that does not answer that is asked for TLS. */
  public static Answer plain(String host, int port, Duration patience) throws IOException {
    try (Socket socket = connect(host, port, patience)) {
      OutputStream out = socket.getOutputStream();
      out.write(apiVersionsRequest());
      out.flush();
      DataInputStream in = new DataInputStream(socket.getInputStream());
      in.readInt();
      if (in.readInt() == CORRELATION) {
        return Answer.KAFKA;
      }
    } catch (SocketTimeoutException e) {
      return Answer.SILENCE;
    } catch (EOFException e) {
      return speaksTls(host, port, patience) ? Answer.TLS : Answer.OTHER;
    } catch (IOException e) {
      // A TLS server may reset the connection before its alert has been read.
      return speaksTls(host, port, patience) ? Answer.TLS : Answer.OTHER;
    }
    return speaksTls(host, port, patience) ? Answer.TLS : Answer.OTHER;
  }

  /** Whether a TLS handshake gets as far as the server's certificate, be it trusted or not. */
  public static boolean speaksTls(String host, int port, Duration patience) {
    SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (Socket socket = connect(host, port, patience);
        SSLSocket over = (SSLSocket) tls.createSocket(socket, host, port, true)) {
      over.startHandshake();
      return true;
    } catch (SSLException e) {
      boolean ended = e.getCause() instanceof EOFException;
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return !ended && !message.contains("unrecognized ssl message");
    } catch (IOException e) {
      return false;
    }
  }

  private static Socket connect(String host, int port, Duration patience) throws IOException {
    int millis = Math.toIntExact(patience.toMillis());
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), millis);
      socket.setSoTimeout(millis);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /** Version 0 of Kafka's first request, which every broker answers without a login. */
  private static byte[] apiVersionsRequest() {
    byte[] client = "frameflow-check".getBytes(StandardCharsets.UTF_8);
    int length = 2 + 2 + 4 + 2 + client.length;
    return ByteBuffer.allocate(4 + length)
        .putInt(length)
        .putShort(API_VERSIONS)
        .putShort((short) 0)
        .putInt(CORRELATION)
        .putShort((short) client.length)
        .put(client)
        .array();
  }
}
