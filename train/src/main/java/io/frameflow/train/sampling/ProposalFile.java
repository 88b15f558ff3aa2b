package io.frameflow.train.sampling;

import io.frameflow.detector.boxes.Boxes;
import io.frameflow.train.data.AnnotatedImage;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The file form of cached proposals, big-endian: the magic number, the key, the number of images,
 * per image its id, the number of boxes and 4 floats a box, and a CRC-32 of all of that.
 *
 * @param key what the proposals depend on; also decides the file's name
 */
record ProposalFile(Path path, String key) {
  private static final int MAGIC = 0x46465031; // "FFP1"
  private static final int MAX_BOXES = 1_000_000;

  static ProposalFile in(Path directory, String key) {
    UUID name = UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    return new ProposalFile(directory.resolve("proposals-" + name + ".bin"), key);
  }

  /** Gives the proposals of one image after the other. */
  @FunctionalInterface
  interface Source {
    Boxes of(AnnotatedImage image) throws IOException;
  }

  /**
   * Checks the whole file and notes where each image's boxes stand; they are read when asked for.
   *
   * @throws IOException where the file is cut, damaged, or of another key
   */
  Map<String, Boxes> open() throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(
            new BufferedInputStream(Files.newInputStream(path), 1 << 16), new CRC32());
    CountedInput counted = new CountedInput(checked);
    try (DataInputStream in = new DataInputStream(counted)) {
      if (in.readInt() != MAGIC || !in.readUTF().equals(key)) {
        throw new IOException("another file format or key");
      }
      int images = in.readInt();
      Map<String, Long> places = new HashMap<>();
      for (int i = 0; i < images; i++) {
        String id = in.readUTF();
        places.put(id, counted.position());
        boxes(in);
      }
      long sum = checked.getChecksum().getValue();
      if (in.readLong() != sum) {
        throw new IOException("wrong checksum");
      }
      return new StoredProposals(FileChannel.open(path, StandardOpenOption.READ), places);
    } catch (EOFException e) {
      throw new IOException("cut off", e);
    } catch (IllegalArgumentException e) {
      throw new IOException("impossible boxes", e);
    }
  }

  /** Writes beside the file and renames, so that the file is whole whenever it is there. */
  void write(List<AnnotatedImage> images, Source proposals) throws IOException {
    Path beside = path.resolveSibling(path.getFileName() + ".part-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          FileChannel.open(beside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        CheckedOutputStream checked =
            new CheckedOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16), new CRC32());
        DataOutputStream out = new DataOutputStream(checked);
        out.writeInt(MAGIC);
        out.writeUTF(key);
        out.writeInt(images.size());
        for (AnnotatedImage image : images) {
          out.writeUTF(image.id());
          out.write(bytes(proposals.of(image)));
        }
        out.writeLong(checked.getChecksum().getValue());
        out.flush();
        channel.force(true);
      }
      Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /** The number of boxes and the boxes. */
  static Boxes boxes(DataInput in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_BOXES) {
      throw new IOException("impossible number of boxes");
    }
    float[] edges = new float[4 * count];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = in.readFloat();
    }
    return Boxes.of(edges);
  }

  private static byte[] bytes(Boxes boxes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 + 16 * boxes.size());
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(boxes.size());
    for (float edge : boxes.toArray()) {
      out.writeFloat(edge);
    }
    return bytes.toByteArray();
  }
}
