package io.frameflow.connectors.page;

import io.frameflow.connectors.access.AccessFlags;
import io.frameflow.connectors.terminal.StopSignal;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code frameflow page}: the live page until Ctrl-C. */
@Command(
    name = "page",
    mixinStandardHelpOptions = true,
    description = "Serves a live page of all cameras on 127.0.0.1 until Ctrl-C.")
public final class PageCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private AccessFlags access;

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Port on 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--link",
      paramLabel = "NAME=URL",
      description = "Page to link to, such as the Flink dashboard; repeatable.")
  private Map<String, URI> links = Map.of();

  @Override
  @SuppressWarnings("try") // the signal works by being open
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new ParameterException(
          spec.commandLine(), "--port " + port + " is not within 0..65535");
    }
    CountDownLatch stopped = new CountDownLatch(1);
    try (StopSignal signal = StopSignal.install(stopped::countDown);
        LivePage page = LivePage.start(access.access(), port, links)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("live page: " + page.address() + " (Ctrl-C ends it)");
      out.flush();
      stopped.await();
    }
    return 0;
  }
}
