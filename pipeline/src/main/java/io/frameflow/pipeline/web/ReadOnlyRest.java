package io.frameflow.pipeline.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.buffer.Unpooled;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelFutureListener;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.DefaultFullHttpResponse;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpHeaderNames;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpMethod;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpRequest;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpResponseStatus;
import org.apache.flink.shaded.netty4.io.netty.handler.codec.http.HttpVersion;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Lets the dashboard look and nothing else. Flink's {@code web.cancel.enable} only hides the
 * button: whoever reaches the port could still cancel the job, and any web page open on the machine
 * does reach a loopback port. Flink finds this class by its service file; it does nothing where
 * {@link #ENABLED} is not set.
 */
public final class ReadOnlyRest implements InboundChannelHandlerFactory {
  /** Key of Flink's configuration that makes its REST interface read-only. */
  public static final ConfigOption<Boolean> ENABLED =
      ConfigOptions.key("frameflow.rest.read-only").booleanType().defaultValue(false);

  @Override
  public int priority() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Optional<ChannelHandler> createHandler(
      Configuration configuration, Map<String, String> responseHeaders) {
    return configuration.get(ENABLED) ? Optional.of(new Refusal()) : Optional.empty();
  }

  private static final class Refusal extends ChannelInboundHandlerAdapter {
    private static final byte[] BODY =
        "{\"errors\":[\"this dashboard is for looking only\"]}".getBytes(StandardCharsets.UTF_8);

    private boolean refused;

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // Closed whether the answer arrives or not.
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (refused) {
        // The rest of a request that has its answer: nobody behind us knows of its beginning.
        ReferenceCountUtil.release(message);
      } else if (message instanceof HttpRequest request && changes(request.method())) {
        refused = true;
        ReferenceCountUtil.release(message);
        DefaultFullHttpResponse answer =
            new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.FORBIDDEN, Unpooled.wrappedBuffer(BODY));
        answer.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
        answer.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, BODY.length);
        answer.headers().set(HttpHeaderNames.CONNECTION, "close");
        context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
      } else {
        context.fireChannelRead(message);
      }
    }

    private static boolean changes(HttpMethod method) {
      return !method.equals(HttpMethod.GET)
          && !method.equals(HttpMethod.HEAD)
          && !method.equals(HttpMethod.OPTIONS);
    }
  }
}
