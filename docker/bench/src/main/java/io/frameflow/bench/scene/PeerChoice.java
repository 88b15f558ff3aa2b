package io.frameflow.bench.scene;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom Frameflow is compared with.
 *
 * @param chosen possibly nobody
 */
public record PeerChoice(Set<Peer> chosen) {

  /** Who there is. */
  public enum Peer {
    ONNXRUNTIME,
    OPENCV,
    LIBTORCH,
    DIY;

    /** As the command line has it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public PeerChoice {
    chosen = Set.copyOf(chosen);
  }

  /**
   * From the command line.
   *
   * @param words all, none, or names with commas between
   * @throws IllegalArgumentException naming a word that is none of these
   */
  public static PeerChoice parse(String words) {
    if (words.equals("all")) {
      return new PeerChoice(EnumSet.allOf(Peer.class));
    }
    Set<Peer> chosen = EnumSet.noneOf(Peer.class);
    if (!words.equals("none")) {
      for (String word : words.split(",", -1)) {
        chosen.add(parseOne(word.strip()));
      }
    }
    return new PeerChoice(chosen);
  }

  private static Peer parseOne(String word) {
    return Arrays.stream(Peer.values())
        .filter(peer -> peer.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--peers knows no '%s'; choose all, none or some of %s"
                        .formatted(
                            word,
                            Arrays.stream(Peer.values())
                                .map(Peer::word)
                                .collect(Collectors.joining(",")))));
  }

  public boolean has(Peer peer) {
    return chosen.contains(peer);
  }
}
