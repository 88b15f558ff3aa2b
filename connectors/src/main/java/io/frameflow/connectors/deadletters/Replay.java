package io.frameflow.connectors.deadletters;

import io.frameflow.connectors.access.KafkaAccess;
import io.frameflow.connectors.reading.FramePosition;
import io.frameflow.connectors.reading.TopicOffsets;
import io.frameflow.connectors.terminal.ReadProgress;
import io.frameflow.schemas.topics.Topics;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Sends the source records of dead letters to the frames topic again, all in one transaction.
 *
 * <p>Each goes to the partition that it came from, in the order of the originals. What the frames
 * topic no longer keeps is made of the letter's payload, where it has one; those are the oldest, so
 * they go first.
 */
final class Replay {

  /** What became of the chosen letters. */
  record Counts(long sent, long ofPayload, long repeated, long gone, long otherTopic) {}

  private final KafkaAccess access;
  private final ReadProgress progress;
  private final String topic;

  Replay(KafkaAccess access, ReadProgress progress) {
    this.access = access;
    this.progress = progress;
    this.topic = access.nameOf(Topics.FRAMES);
  }

  /**
   * Sends, or with {@code dryRun} only counts.
   *
   * @param letters without their payloads
   * @param again also frames that were sent again before
   * @throws IOException with one line; then nothing was sent
   */
  Counts run(Collection<Letter> letters, boolean again, boolean dryRun) throws IOException {
    SortedMap<FramePosition, Letter> chosen = new TreeMap<>();
    long otherTopic = 0;
    for (Letter letter : letters) {
      if (letter.value().getTopic().equals(topic)) {
        chosen.put(letter.frame(), letter);
      } else {
        otherTopic++;
      }
    }
    // The sender comes first: from here on, no other replay can commit what this one looks at.
    try (ReplaySender sender = dryRun ? null : ReplaySender.open(access)) {
      long before = chosen.size();
      if (!again && !chosen.isEmpty()) {
        chosen.keySet().removeAll(ReplayMark.find(access, chosen.keySet(), progress).keySet());
      }
      long repeated = before - chosen.size();
      Counts counts = send(chosen, sender);
      if (sender != null) {
        sender.commit();
      }
      return new Counts(counts.sent(), counts.ofPayload(), repeated, counts.gone(), otherTopic);
    }
  }

  private Counts send(SortedMap<FramePosition, Letter> chosen, ReplaySender sender)
      throws IOException {
    Map<Integer, Long> beginnings;
    try (TopicOffsets offsets = TopicOffsets.open(access)) {
      beginnings = offsets.beginnings(topic);
    }
    Set<FramePosition> kept = new TreeSet<>();
    long sent = 0;
    LetterReader letters = new LetterReader(access, ReadProgress.silent());
    for (Map.Entry<FramePosition, Letter> entry : chosen.entrySet()) {
      FramePosition frame = entry.getKey();
      if (frame.offset() >= beginnings.getOrDefault(frame.partition(), Long.MAX_VALUE)) {
        kept.add(frame);
      } else if (entry.getValue().payloadBytes() > 0) {
        if (sender != null) {
          letters.readAgain(entry.getValue(), letter -> sender.send(frame, letter.value()));
        }
        sent++;
      }
    }
    long ofPayload = sent;
    long[] found = {0};
    SourceRecords.read(
        access,
        kept,
        (frame, record) -> {
          if (sender != null) {
            sender.send(frame, record);
          }
          found[0]++;
        });
    sent += found[0];
    return new Counts(sent, ofPayload, 0, chosen.size() - sent, 0);
  }
}
