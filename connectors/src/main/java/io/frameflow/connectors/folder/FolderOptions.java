package io.frameflow.connectors.folder;

import java.util.function.Consumer;

/**
 * How a folder is read.
 *
 * @param loop start again after the last picture
 * @param asIs push every file untouched, whatever it is: the pipeline then says what is wrong with
 *     it
 * @param notes takes one-line remarks for people, such as a file that was left out
 */
public record FolderOptions(boolean loop, boolean asIs, Consumer<String> notes) {

  /** One round, JPEG and PNG only. */
  public static FolderOptions defaults(Consumer<String> notes) {
    return new FolderOptions(false, false, notes);
  }

  public FolderOptions withLoop(boolean again) {
    return new FolderOptions(again, asIs, notes);
  }

  public FolderOptions withAsIs(boolean untouched) {
    return new FolderOptions(loop, untouched, notes);
  }
}
