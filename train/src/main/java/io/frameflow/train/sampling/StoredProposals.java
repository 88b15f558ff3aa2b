package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Boxes;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Image id to proposals that stay in their file and are read when asked for: thousands of boxes of
 * every image of a large data set do not fit into memory. Thread safe.
 */
final class StoredProposals extends AbstractMap<String, Boxes> {
  private final FileChannel file;
  private final Map<String, Long> places;

  /**
   * @param file open, of a content that was checked
   * @param places where the number of boxes of each image stands
   */
  StoredProposals(FileChannel file, Map<String, Long> places) {
    this.file = file;
    this.places = places;
  }

  @Override
  public boolean containsKey(Object id) {
    return places.containsKey(id);
  }

  @Override
  public int size() {
    return places.size();
  }

  /**
   * @throws UncheckedIOException where the file cannot be read any more
   */
  @Override
  public Boxes get(Object id) {
    Long place = places.get(id);
    if (place == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(new From(place)))) {
      return ProposalFile.boxes(in);
    } catch (IOException e) {
      throw new UncheckedIOException("the proposals of image '" + id + "' cannot be read", e);
    }
  }

  @Override
  public Set<Map.Entry<String, Boxes>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Boxes>> iterator() {
        return places.keySet().stream().map(id -> Map.entry(id, get(id))).iterator();
      }

      @Override
      public int size() {
        return places.size();
      }
    };
  }

  /** Reads on from a place, without moving the channel. */
  private final class From extends InputStream {
    private long position;

    From(long position) {
      this.position = position;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = file.read(ByteBuffer.wrap(bytes, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
