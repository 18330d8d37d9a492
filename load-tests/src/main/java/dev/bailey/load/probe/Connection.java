package dev.bailey.load.probe;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/** One connection, with at most one call on it; on the probe's loop. */
final class Connection extends SimpleChannelInboundHandler<HttpObject> {
    private final Run run;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Due call;
    private boolean keepAlive = true;
    private int status;
    private long idleSince;

    Connection(Run run) {
        this.run = run;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    void send(Due due) {
        call = due;
        status = 0;
        if (context != null) {
            context.writeAndFlush(due.request().duplicate());
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HttpObject part) {
        if (part.decoderResult().isFailure()) {
            fail("no HTTP");
            return;
        }
        if (part instanceof HttpResponse head) {
            status = head.status().code();
            keepAlive = HttpUtil.isKeepAlive(head);
        }
        if (part instanceof LastHttpContent && status >= 200) {
            answered();
        }
    }

    private void answered() {
        Due done = call;
        call = null;
        if (!keepAlive) {
            close();
        }
        if (done == null) {
            close();
        } else {
            run.answered(this, done, status, keepAlive);
        }
    }

    /** The call is given up, and the connection with it. */
    void fail(String why) {
        Due given = call;
        call = null;
        close();
        if (given != null) {
            run.failed(given, why);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        run.closed(this);
        fail("connection lost");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("connection lost");
    }

    void close() {
        if (context != null) {
            context.close();
        }
    }

    /** What it waits for; null when idle. */
    @Nullable
    Due call() {
        return call;
    }

    long idleSince() {
        return idleSince;
    }

    void idleFrom(long now) {
        idleSince = now;
    }
}
