package io.frameflow.standalone.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Whether a started process does its work yet. */
@FunctionalInterface
interface Readiness {

  /**
   * Whether a process can be used.
   *
   * @param pid of the process that is asked about
   * @return false also where it cannot be told
   */
  boolean ready(long pid) throws InterruptedException;

  /** Ready when something accepts connections on a port of loopback. */
  static Readiness listening(int port) {
    return pid -> {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when a URL answers with 200. */
  static Readiness answering(URI url) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(2)).build();
    return pid -> {
      try {
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
      } catch (IOException e) {
        return false;
      }
    };
  }

  /** Ready when the process has written its id to a file. */
  static Readiness marked(Path file) {
    return pid -> {
      try {
        return Files.readString(file).strip().equals(Long.toString(pid));
      } catch (IOException e) {
        return false;
      }
    };
  }
}
