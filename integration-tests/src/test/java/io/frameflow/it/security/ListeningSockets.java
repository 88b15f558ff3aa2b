package io.frameflow.it.security;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The sockets that processes listen on, as Linux tells them. */
final class ListeningSockets {

  private static final String LISTEN = "0A";

  /** Loopback of IPv4, of IPv6, and the first written as the second. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private ListeningSockets() {}

  /** Address and port, in hexadecimal, of everything this process and its children listen on. */
  static List<String> ofThisProcessAndItsChildren() throws IOException {
    Set<String> inodes = new HashSet<>(inodes(ProcessHandle.current().pid()));
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      inodes.addAll(inodes(child.pid()));
    }
    List<String> sockets = new ArrayList<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] columns = line.strip().split("\\s+", -1);
        if (columns.length > 9 && columns[3].equals(LISTEN) && inodes.contains(columns[9])) {
          sockets.add(columns[1]);
        }
      }
    }
    return sockets;
  }

  static boolean isLoopback(String socket) {
    return LOOPBACK.contains(socket.substring(0, socket.indexOf(':')));
  }

  static String hexPort(int port) {
    return ":%04X".formatted(port);
  }

  private static Set<String> inodes(long pid) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path descriptor : descriptors.toList()) {
        if (Files.isSymbolicLink(descriptor)) {
          String target = target(descriptor);
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        }
      }
    }
    return inodes;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException e) {
      return "closed meanwhile";
    }
  }
}
