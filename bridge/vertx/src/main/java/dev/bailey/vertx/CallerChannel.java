package dev.bailey.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.function.BiFunction;

/** Between Netty's channel and a connection: what comes in, whether more of it is read, and how it ends. */
final class CallerChannel extends ChannelInboundHandlerAdapter {
    private static final System.Logger LOG = System.getLogger(CallerChannel.class.getName());

    private final ChannelHandlerContext ctx;
    private final EdgeConnection connection;
    private final byte[] readBuffer;
    private final Input input = new Input();
    private boolean inputEnded;
    private boolean inRead;
    private boolean autoRead = true;

    /**
     * To be made on the channel's loop, before anything is read.
     *
     * @param readBuffer for the bytes of one read, until {@link Input#keep}
     * @param connections makes the connection, which must not use this channel before it is made
     */
    CallerChannel(
            Channel channel,
            byte[] readBuffer,
            BiFunction<CallerChannel, ChannelHandlerContext, EdgeConnection> connections) {
        this.readBuffer = readBuffer;
        this.ctx = channel.pipeline().addLast(this).context(this);
        this.connection = connections.apply(this, ctx);
    }

    EdgeConnection connection() {
        return connection;
    }

    // ---- for the connection

    /** What came and is not consumed. */
    Input input() {
        return input;
    }

    /** Whether the caller has said that nothing more will come. */
    boolean isInputEnded() {
        return inputEnded;
    }

    /** Whether a read goes on: what is written meanwhile is flushed at its end. */
    boolean isInRead() {
        return inRead;
    }

    void read(boolean wanted) {
        boolean on = wanted && !inputEnded;
        if (on != autoRead) {
            autoRead = on;
            ctx.channel().config().setAutoRead(on);
        }
    }

    /** A FIN for the caller, who may still be sending. */
    void shutdownOutput() {
        if (ctx.channel() instanceof UnixChannel unix) {
            unix.shutdownOutput();
        } else if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            close();
        }
    }

    void close() {
        ctx.close();
    }

    /**
     * Closes so that the caller can tell it from an end: with a reset where there is such a thing. What is not written yet is
     * not written any more.
     */
    void reset() {
        if (ctx.channel() instanceof SocketChannel) {
            ctx.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        ctx.close();
    }

    // ---- from Netty

    @Override
    public void channelRead(ChannelHandlerContext same, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        inRead = true;
        try {
            input.add(bytes, readBuffer);
        } finally {
            bytes.release();
        }
        connection.advance();
        input.keep(readBuffer);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext same) {
        inRead = false;
        connection.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext same) {
        if (same.channel().isWritable()) {
            connection.writable();
        }
    }

    /** A FIN: the caller sends no more, and may well wait for its answers. */
    @Override
    public void userEventTriggered(ChannelHandlerContext same, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            inputEnded = true;
            read(false);
            connection.advance();
        } else {
            ReferenceCountUtil.release(event);
        }
    }

    /** A reset, or a fault of ours: either way nobody can be answered here any more. */
    @Override
    public void exceptionCaught(ChannelHandlerContext same, Throwable cause) {
        if (!(cause instanceof IOException)) {
            LOG.log(Level.ERROR, "a connection failed through a fault of Bailey's own; please report this", cause);
        }
        close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext same) {
        input.clear();
        connection.lost();
    }
}
