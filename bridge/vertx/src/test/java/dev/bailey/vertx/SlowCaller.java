package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.LimitsConfig;
import dev.bailey.config.ListenAddress;
import dev.bailey.config.RpcEdgeConfig;
import dev.bailey.http.HttpHandler;
import dev.bailey.rpc.RpcHandler;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A caller with a real socket, for what kernels do, and an edge whose time is virtual: it passes as the test says, however slow
 * the machine is. All on the test's thread.
 */
final class SlowCaller implements AutoCloseable {
    /** Turns of the loop in which nothing moves, after which nothing will. */
    private static final int QUIET_TURNS = 20;

    final VirtualLoop loop = new VirtualLoop();
    private final ManualIoEventLoop netty = new ManualIoEventLoop(Thread.currentThread(), NioIoHandler.newFactory());
    private final UnixServerChannel parent = new UnixServerChannel(1);
    private final SocketChannel socket;
    private final Channel channel;

    private SlowCaller(boolean unix) throws IOException {
        Path file = Files.createTempDirectory("slow").resolve("s");
        SocketAddress address =
                unix ? UnixDomainSocketAddress.of(file) : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel server =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open()) {
            server.bind(address);
            socket = unix ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
            socket.setOption(StandardSocketOptions.SO_RCVBUF, 64 * 1024);
            socket.connect(server.getLocalAddress());
            SocketChannel accepted = server.accept();
            channel = unix ? new UnixChannel(parent, accepted) : new NioSocketChannel(accepted);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(file.getParent());
        }
        ((EventLoop) netty).register(channel);
    }

    static SlowCaller ofHttp(HttpHandler handler, LimitsConfig limits, boolean unix) throws IOException {
        SlowCaller caller = new SlowCaller(unix);
        HttpEdgeOptions options = new HttpEdgeOptions(
                limits, false, new ConnectionLimit(1), BytesInFlight.unlimited(), new NoEdgeMetrics(), call -> {});
        HttpLoop edge = new HttpLoop(caller.loop, handler, options);
        edge.connections().accept(caller.channel, edge::begin);
        return caller;
    }

    static SlowCaller ofRpc(RpcHandler handler, LimitsConfig limits, boolean unix) throws IOException {
        SlowCaller caller = new SlowCaller(unix);
        RpcEdgeConfig.Stream config = new RpcEdgeConfig.Stream(
                new ListenAddress.Tcp("127.0.0.1", 0),
                new FramingPair(Framing.NEWLINE, Framing.NEWLINE),
                Optional.empty());
        RpcEdgeOptions options = new RpcEdgeOptions(
                limits, new ConnectionLimit(1), new BytesInFlight(64 << 20), new NoEdgeMetrics(), call -> {});
        RpcLoop edge = new RpcLoop(caller.loop, handler, config, options);
        edge.connections().accept(caller.channel, edge::begin);
        return caller;
    }

    void sends(String text) throws IOException {
        socket.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
        settle();
    }

    /** Reads so many bytes, which must be on their way. */
    void reads(int bytes) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(bytes);
        while (into.hasRemaining()) {
            if (socket.read(into) < 0) {
                throw new IOException("ended");
            }
        }
        settle();
    }

    void pass(Duration time) {
        loop.pass(time);
        settle();
    }

    /** Lets everything happen that does without more time. */
    void settle() {
        for (int quiet = 0; quiet < QUIET_TURNS; quiet++) {
            long before = channel.isOpen() ? channel.bytesBeforeWritable() : 0;
            loop.runTasks();
            int ran = netty.runNow();
            if (ran > 0 || before != (channel.isOpen() ? channel.bytesBeforeWritable() : 0)) {
                quiet = 0;
            }
        }
    }

    boolean isCut() {
        return !channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        channel.close();
        parent.unsafe().closeForcibly();
        netty.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        while (!netty.isTerminated()) {
            netty.runNow();
        }
    }
}
