package dev.bailey.client.testing;

import dev.bailey.config.FramingPair;
import dev.bailey.config.ServiceUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service on a real loopback socket that does what a {@link Script} says, on each connection. Listens until closed; {@link
 * #stop} and {@link #start} let it go down and come back on the same address.
 */
public final class ScriptedService implements AutoCloseable {
    private final Script script;
    private final FramingPair framing;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final SocketAddress address;
    private ServerSocketChannel server;
    private volatile CountDownLatch stopped = new CountDownLatch(1);

    private ScriptedService(ServerSocketChannel server, FramingPair framing, Script script) throws IOException {
        this.script = script;
        this.framing = framing;
        this.server = server;
        this.address = server.getLocalAddress();
        listen(server);
    }

    /** Speaks newline framing on a free port of 127.0.0.1. */
    public static ScriptedService tcp(Script script) {
        return tcp(FramingPair.DEFAULT, script);
    }

    /**
     * Speaks another framing.
     *
     * @param framing as the caller has it configured
     */
    public static ScriptedService tcp(FramingPair framing, Script script) {
        try {
            SocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            return new ScriptedService(bound(anyPort), framing, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens on a Unix socket at that path, which must not exist. */
    public static ScriptedService unix(Path path, FramingPair framing, Script script) {
        try {
            return new ScriptedService(bound(UnixDomainSocketAddress.of(path)), framing, script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocketChannel bound(SocketAddress address) throws IOException {
        boolean unix = address instanceof UnixDomainSocketAddress;
        ServerSocketChannel server =
                unix ? ServerSocketChannel.open(StandardProtocolFamily.UNIX) : ServerSocketChannel.open();
        if (!unix) {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        }
        return server.bind(address, 1024);
    }

    /** Where it can be reached. */
    public ServiceUrl url() {
        return address instanceof UnixDomainSocketAddress unix
                ? new ServiceUrl.Unix(unix.getPath().toString())
                : new ServiceUrl.Tcp("127.0.0.1", port());
    }

    /** The same for services that speak HTTP. */
    public ServiceUrl httpUrl(String basePath) {
        return new ServiceUrl.Http("http", "127.0.0.1", port(), basePath);
    }

    public int port() {
        return ((InetSocketAddress) address).getPort();
    }

    /** Connections that it ever took. */
    public int accepted() {
        return accepted.get();
    }

    /** Connections that are open now. */
    public int open() {
        return open.size();
    }

    /** Goes down: connects are refused, open connections are closed. */
    public synchronized void stop() throws IOException {
        server.close();
        stopped.countDown();
        if (address instanceof UnixDomainSocketAddress unix) {
            Files.deleteIfExists(unix.getPath());
        }
        for (SocketChannel connection : open) {
            connection.close();
        }
    }

    /** Comes back on the same address. */
    public synchronized void start() throws IOException {
        stopped = new CountDownLatch(1);
        server = bound(address);
        listen(server);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private void listen(ServerSocketChannel listening) {
        thread("scripted-service", () -> accept(listening));
    }

    private void accept(ServerSocketChannel listening) {
        try {
            while (true) {
                SocketChannel connection = listening.accept();
                if (!admit(listening, connection)) {
                    return;
                }
                int number = accepted.incrementAndGet();
                thread("scripted-peer-" + number, () -> play(connection, number));
            }
        } catch (ClosedChannelException stopped) {
            // as asked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Counts a connection as open, unless the service has stopped between taking it and here. */
    private synchronized boolean admit(ServerSocketChannel listening, SocketChannel connection) throws IOException {
        if (!listening.isOpen()) {
            connection.close();
            return false;
        }
        return open.add(connection);
    }

    private void play(SocketChannel connection, int number) {
        try (connection) {
            if (!(address instanceof UnixDomainSocketAddress)) {
                connection.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            script.play(new Peer(connection, number, framing, stopped));
        } catch (IOException gone) {
            // the caller, or the service itself, has closed
        } catch (Exception e) {
            throw new IllegalStateException("the script failed", e);
        } finally {
            open.remove(connection);
        }
    }

    private static void thread(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
