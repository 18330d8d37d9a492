package dev.bailey.chaos;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A TCP proxy on loopback whose connections suffer faults. Two threads for each connection. */
public final class FaultProxy implements AutoCloseable {
    /** What happens to one connection, in each direction. */
    public record Faults(Fault request, Fault reply) {
        public static final Faults NONE = new Faults(new Fault.None(), new Fault.None());
    }

    private final ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Map<Class<?>, AtomicLong> suffered = new ConcurrentHashMap<>();
    private final AtomicLong connections = new AtomicLong();
    private volatile IntFunction<Faults> faults;
    private volatile int target;
    private volatile boolean refusing;

    /** @param faults of each connection, by its number */
    public FaultProxy(int targetPort, IntFunction<Faults> faults) throws IOException {
        this.target = targetPort;
        this.faults = faults;
        Backstage.run("fault-proxy", this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** From the next connection on. */
    public void faults(IntFunction<Faults> next) {
        faults = next;
    }

    /** Where connections go from the next one on. */
    public void target(int port) {
        target = port;
    }

    /** Whether connections are reset as soon as they are made. */
    public void refusing(boolean yes) {
        refusing = yes;
    }

    /** Breaks every connection that stands. */
    public void resetAll() {
        sockets.forEach(FaultProxy::reset);
    }

    public long connections() {
        return connections.get();
    }

    /** How many connections suffered each kind of fault. */
    public Map<Class<?>, AtomicLong> suffered() {
        return suffered;
    }

    private void accept() {
        try {
            for (int number = 0; true; number++) {
                Socket caller = server.accept();
                connections.incrementAndGet();
                if (refusing) {
                    reset(caller);
                } else {
                    begin(caller, faults.apply(number));
                }
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void begin(Socket caller, Faults own) {
        Socket service = new Socket();
        sockets.add(caller);
        sockets.add(service);
        Backstage.run("fault-proxy-requests", () -> {
            try {
                service.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 1000);
                caller.setTcpNoDelay(true);
                service.setTcpNoDelay(true);
            } catch (IOException e) {
                end(caller, service, true);
                return;
            }
            Backstage.run("fault-proxy-replies", () -> pump(service, caller, own.reply()));
            pump(caller, service, own.request());
        });
    }

    private void pump(Socket from, Socket to, Fault fault) {
        Pump pump = new Pump(from, to, fault);
        Pump.End end = pump.run();
        if (pump.hasStruck()) {
            suffered.computeIfAbsent(fault.getClass(), each -> new AtomicLong()).incrementAndGet();
        }
        switch (end) {
            case HALF -> {
                if (from.isClosed() || to.isClosed() || from.isOutputShutdown()) {
                    end(from, to, false);
                }
            }
            case TRUNCATED -> end(from, to, false);
            case RESET -> end(from, to, true);
            case SWALLOWED -> {}
        }
    }

    private void end(Socket one, Socket other, boolean reset) {
        for (Socket each : new Socket[] {one, other}) {
            sockets.remove(each);
            if (reset) {
                reset(each);
            } else {
                Backstage.close(each);
            }
        }
    }

    private static void reset(@Nullable Socket socket) {
        if (socket == null) {
            return;
        }
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // gone
        }
        Backstage.close(socket);
    }

    @Override
    public void close() {
        Backstage.close(server);
        resetAll();
    }
}
