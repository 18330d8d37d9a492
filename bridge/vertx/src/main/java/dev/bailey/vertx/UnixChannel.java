package dev.bailey.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.FileRegion;
import io.netty.channel.nio.AbstractNioByteChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/**
 * A caller's connection to a Unix socket, on Java's own sockets. At a FIN, Netty's {@code NioDomainSocketChannel} closes, and with
 * it goes the answer that the caller waits for: half-closure is allowed to TCP alone ({@code AbstractNioByteChannel}). This one
 * tells of the FIN as TCP's does, and can still be written to.
 */
final class UnixChannel extends AbstractNioByteChannel {
    /** What stands for the address of a peer that has none. */
    static final SocketAddress NOBODY = UnixDomainSocketAddress.of("");

    /** Looks up one end's address. */
    interface Lookup {
        SocketAddress address() throws IOException;
    }

    private final Config config = new Config();
    private volatile boolean inputEnded;

    UnixChannel(UnixServerChannel parent, SocketChannel accepted) {
        super(parent, accepted);
    }

    static SocketAddress address(Lookup lookup) {
        try {
            SocketAddress address = lookup.address();
            return address == null ? NOBODY : address;
        } catch (IOException closed) {
            return NOBODY;
        }
    }

    @Override
    protected SocketChannel javaChannel() {
        return (SocketChannel) super.javaChannel();
    }

    @Override
    public Config config() {
        return config;
    }

    @Override
    public boolean isActive() {
        return javaChannel().isOpen() && javaChannel().isConnected();
    }

    // ---- bytes

    /** At the caller's FIN nothing is read, for ever: whoever learns of it stops reading. */
    @Override
    protected int doReadBytes(ByteBuf into) throws IOException {
        var sizes = unsafe().recvBufAllocHandle();
        sizes.attemptedBytesRead(into.writableBytes());
        int read = into.writeBytes(javaChannel(), sizes.attemptedBytesRead());
        if (read >= 0) {
            return read;
        }
        config.setAutoRead(false);
        if (!inputEnded) {
            inputEnded = true;
            pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        }
        return 0;
    }

    @Override
    protected int doWriteBytes(ByteBuf bytes) throws IOException {
        return bytes.readBytes(javaChannel(), bytes.readableBytes());
    }

    @Override
    protected long doWriteFileRegion(FileRegion region) throws IOException {
        return region.transferTo(javaChannel(), region.transferred());
    }

    // ---- ends

    /** A FIN for the caller, after all that was written. On its loop. */
    void shutdownOutput() {
        ((AbstractUnsafe) unsafe()).shutdownOutput(voidPromise());
    }

    @Override
    protected void doShutdownOutput() throws IOException {
        javaChannel().shutdownOutput();
    }

    @Override
    protected ChannelFuture shutdownInput() {
        ChannelPromise done = newPromise();
        try {
            javaChannel().shutdownInput();
            return done.setSuccess();
        } catch (IOException e) {
            return done.setFailure(e);
        }
    }

    @Override
    protected boolean isInputShutdown0() {
        return inputEnded;
    }

    @Override
    protected void doClose() throws Exception {
        super.doClose();
        javaChannel().close();
    }

    @Override
    protected void doDisconnect() throws Exception {
        doClose();
    }

    // ---- addresses

    @Override
    protected SocketAddress localAddress0() {
        return address(javaChannel()::getLocalAddress);
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return address(javaChannel()::getRemoteAddress);
    }

    // ---- what an accepted connection does not do

    @Override
    protected void doBind(SocketAddress local) {
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

    private final class Config extends DefaultChannelConfig {
        Config() {
            super(UnixChannel.this);
        }

        @Override
        protected void autoReadCleared() {
            clearReadPending();
        }
    }
}
