package io.frameflow.bench.stages;

import io.frameflow.bench.measuring.Contender;
import io.frameflow.bench.measuring.Plan;
import io.frameflow.bench.measuring.Rounds;
import io.frameflow.bench.measuring.Times;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One piece of work with those who do it, and what they hold while they do. */
public final class Stage implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

  private final String name;
  private final String title;
  private final int items;
  private final List<Contender> contenders = new ArrayList<>();
  private final List<Absentee> absentees = new ArrayList<>();
  private final Deque<AutoCloseable> held = new ArrayDeque<>();
  private Course course;

  /**
   * Somebody who should take part and does not.
   *
   * @param why one line
   */
  public record Absentee(String name, String precision, String why) {}

  /** Measures a stage. */
  @FunctionalInterface
  public interface Course {
    List<Times> run(Plan plan) throws Exception;
  }

  /** Brings a contender to the stage. */
  @FunctionalInterface
  public interface Entrance {
    void enter(Stage stage) throws Exception;
  }

  /**
   * A stage without anybody.
   *
   * @param name as the command line has it
   * @param title what one run does
   * @param items inputs that there are to work on
   */
  public Stage(String name, String title, int items) {
    this.name = name;
    this.title = title;
    this.items = items;
  }

  public String name() {
    return name;
  }

  public String title() {
    return title;
  }

  public int items() {
    return items;
  }

  public List<Contender> contenders() {
    return List.copyOf(contenders);
  }

  public List<Absentee> absentees() {
    return List.copyOf(absentees);
  }

  public void add(Contender contender) {
    contenders.add(contender);
  }

  /** Measures in another way than by turns: where one course of events has several figures. */
  public void measuredBy(Course own) {
    course = own;
  }

  /**
   * Measures: the contenders in turns, unless the stage has a course of its own.
   *
   * @throws Exception what ends the measurement of the whole stage
   */
  public List<Times> measure(Plan plan) throws Exception {
    return course == null ? new Rounds(plan).run(contenders(), items) : course.run(plan);
  }

  /** Keeps something until the stage closes. */
  public <T extends AutoCloseable> T hold(T resource) {
    held.push(resource);
    return resource;
  }

  /**
   * Lets a peer in. One that cannot take part here, or does not compute the same, is told of and
   * costs nobody else the measurement.
   *
   * @param peer its name, for the case that it cannot
   */
  public void invite(String peer, String precision, Entrance entrance) {
    try {
      entrance.enter(this);
    } catch (Exception | LinkageError e) {
      LOG.debug("{} {} does not take part in {}", peer, precision, name, e);
      absentees.add(new Absentee(peer, precision, reason(e)));
    }
  }

  private static String reason(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage();
    return text.lines().findFirst().orElse(text).strip();
  }

  /**
   * Lets go of everything, last come first.
   *
   * @throws IOException if something does not close; the rest is closed all the same
   */
  @Override
  public void close() throws IOException {
    Closing.all(held);
  }
}
