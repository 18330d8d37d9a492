package dev.bailey.vertx;

import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.ServerChannel;
import io.netty.channel.ServerChannelRecvByteBufAllocator;
import io.netty.channel.nio.AbstractNioMessageChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Listens on a Unix socket, on Java's own sockets, for the sake of what it accepts: {@link UnixChannel}s. */
final class UnixServerChannel extends AbstractNioMessageChannel implements ServerChannel {
    private static final ChannelMetadata METADATA = new ChannelMetadata(/* hasDisconnect= */ false);

    private final Config config = new Config();
    private final int backlog;
    private volatile boolean bound;

    /** @param backlog connections that wait to be accepted */
    UnixServerChannel(int backlog) {
        super(null, open(), SelectionKey.OP_ACCEPT);
        this.backlog = backlog;
    }

    private static ServerSocketChannel open() {
        try {
            return ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected ServerSocketChannel javaChannel() {
        return (ServerSocketChannel) super.javaChannel();
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    @Override
    public boolean isActive() {
        return isOpen() && bound;
    }

    @Override
    protected void doBind(SocketAddress file) throws IOException {
        javaChannel().bind(file, backlog);
        bound = true;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws IOException {
        SocketChannel caller = javaChannel().accept();
        if (caller == null) {
            return 0;
        }
        accepted.add(new UnixChannel(this, caller));
        return 1;
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        javaChannel().close();
    }

    @Override
    protected SocketAddress localAddress0() {
        return UnixChannel.address(javaChannel()::getLocalAddress);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return UnixChannel.NOBODY;
    }

    // ---- what a listener does not do

    @Override
    protected boolean doWriteMessage(Object message, ChannelOutboundBuffer in) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected boolean doConnect(SocketAddress remote, SocketAddress local) {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doFinishConnect() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void doDisconnect() {
        throw new UnsupportedOperationException();
    }

    private final class Config extends DefaultChannelConfig {
        Config() {
            super(UnixServerChannel.this, new ServerChannelRecvByteBufAllocator());
        }

        @Override
        protected void autoReadCleared() {
            clearReadPending();
        }
    }
}
