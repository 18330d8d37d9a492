package dev.bailey.load.probe;

import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.Target;
import dev.bailey.load.plan.Stream;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Calls a path at given times, on one thread, and records what a caller would have seen. On Linux its timers are Netty's native
 * ones, exact to some ten microseconds; elsewhere to a millisecond.
 *
 * <p>One block at a time; {@link #close} when done.
 */
public final class Probe implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    /** How much later than it should the probe may end before it counts as hung. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final MultiThreadIoEventLoopGroup group;
    private final Class<? extends SocketChannel> channel;

    public Probe() {
        boolean isNative = Epoll.isAvailable();
        IoHandlerFactory io = isNative ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, io);
        channel = isNative ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /**
     * Runs a stream of calls down a path and waits for the last answer.
     *
     * @param settle calls due before this are sent but not counted
     * @param patience what has no answer so long after the last call was due is given up
     * @param seed equal seeds make equal arrivals
     * @throws IllegalStateException if the probe itself hangs
     */
    public Recording run(
            Target target, PathName path, Stream stream, Duration length, Duration settle, Duration patience, long seed)
            throws InterruptedException {
        URI url = target.path(path).url();
        Connections connections = new Connections(bootstrap(url), encryption(target, url), target.connections(), url);
        Run run = new Run(
                group.next(),
                connections,
                stream.requests().stream()
                        .map(shape -> Wire.request(target.uri(path, shape), shape))
                        .toList(),
                new Expectation(stream.anyStatus(), target.expectStatus()),
                Arrivals.of(stream, length, new SplittableRandom(seed)),
                new Recording(settle.toNanos()),
                target.timeout().toNanos(),
                length.plus(patience).toNanos());
        CompletableFuture<Recording> done = run.start();
        try {
            return done.get(length.plus(patience).plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the probe failed on " + url, e);
        }
    }

    private Bootstrap bootstrap(URI url) {
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        return new Bootstrap()
                .group(group)
                .channel(channel)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .remoteAddress(url.getHost(), port);
    }

    private static Optional<SslContext> encryption(Target target, URI url) {
        if (!url.getScheme().equalsIgnoreCase("https")) {
            return Optional.empty();
        }
        try {
            SslContextBuilder builder = SslContextBuilder.forClient();
            if (target.trustAll()) {
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE);
            }
            return Optional.of(builder.build());
        } catch (SSLException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
