package io.frameflow.pipeline.operator;

import java.util.Optional;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;

/**
 * Reads a harness's mails as a task does: those that are there, not those that they bring about.
 */
final class Mails {
  private Mails() {}

  static void read(TaskMailbox mailbox) throws Exception {
    mailbox.createBatch();
    for (Optional<Mail> mail = mailbox.tryTakeFromBatch();
        mail.isPresent();
        mail = mailbox.tryTakeFromBatch()) {
      mail.get().run();
    }
  }
}
