package dev.bailey;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.metrics.ServiceGauges;
import dev.bailey.metrics.ServiceMetrics;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A service in this process. Its code is a stranger's: it may complete late, on any thread, with an exception or never. Here it
 * becomes a service like any other: replies come on the call's loop, deadlines hold, and a call whose time is over keeps its place
 * until the code is through with it.
 */
final class CodeService implements OpenService.Rpc, ServiceGauges {
    private static final System.Logger LOG = System.getLogger(CodeService.class.getName());
    private static final long LOG_EVERY = TimeUnit.SECONDS.toNanos(1);

    /** As JSON-RPC servers answer when their code fails (2.0, section 5.1). */
    private static final RpcReply FAULT = new RpcReply.ServiceError(RpcError.of(-32603, "Internal error", Json.ABSENT));

    private final String name;
    private final RpcHandler code;
    private final CodeThreads threads;
    private final int places;
    private final int maxBody;
    private final ServiceMetrics metrics;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param places calls that may be with the code at once, those included whose time is over
     * @param maxBody bytes of a result or an error
     */
    CodeService(String name, RpcHandler code, CodeThreads threads, int places, int maxBody, ServiceMetrics metrics) {
        this.name = name;
        this.code = code;
        this.threads = threads;
        this.places = places;
        this.maxBody = maxBody;
        this.metrics = metrics;
        metrics.watch(this);
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        return new CodeCall(this, request).start();
    }

    RpcHandler code() {
        return code;
    }

    CodeThreads threads() {
        return threads;
    }

    ServiceMetrics metrics() {
        return metrics;
    }

    // ---- places

    /** Takes a place, or says why there is none. */
    PlaceTaken takePlace() {
        int taken = inFlight.incrementAndGet();
        if (closed) {
            givePlaceBack();
            return PlaceTaken.CLOSED;
        }
        if (taken > places) {
            givePlaceBack();
            return PlaceTaken.FULL;
        }
        return PlaceTaken.TAKEN;
    }

    enum PlaceTaken {
        TAKEN,
        FULL,
        CLOSED
    }

    void givePlaceBack() {
        if (inFlight.decrementAndGet() == 0 && closed) {
            drained.complete(null);
        }
    }

    // ---- replies

    /** What the bridge makes of what the code gave: nothing of an exception gets out, and nothing over the limit. */
    RpcReply reply(@Nullable RpcReply given, @Nullable Throwable thrown) {
        if (thrown != null || given == null) {
            return fault(thrown == null ? new NullPointerException("the code completed with null") : thrown);
        }
        return sizeOf(given) > maxBody
                ? new RpcReply.Failed(FailureKind.REPLY_TOO_LARGE
                        .because("the service's answer is over the limit of " + maxBody + " bytes")
                        .delivered(Delivery.ANSWERED))
                : given;
    }

    private static int sizeOf(RpcReply reply) {
        if (reply instanceof RpcReply.Result result) {
            return result.value().length();
        }
        return reply instanceof RpcReply.ServiceError error
                ? error.error().value().length()
                : 0;
    }

    private RpcReply fault(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof FailureException known) {
            return new RpcReply.Failed(known.failure());
        }
        long now = System.nanoTime();
        long due = nextLog.get();
        if (now - due >= 0 && nextLog.compareAndSet(due, now + LOG_EVERY)) {
            LOG.log(
                    Level.WARNING,
                    "the code of the service '" + name + "' failed; at most one is logged a second",
                    cause);
        }
        return FAULT;
    }

    // ---- life

    @Override
    public boolean up() {
        return !closed;
    }

    /** Refuses new calls; those that are with the code end as they will, or at their deadline. */
    @Override
    public CompletionStage<Void> close() {
        closed = true;
        if (inFlight.get() == 0) {
            drained.complete(null);
        }
        return drained;
    }

    @Override
    public int inFlight() {
        return inFlight.get();
    }

    @Override
    public int activeConnections() {
        return 0;
    }

    @Override
    public int idleConnections() {
        return 0;
    }

    @Override
    public int connectingConnections() {
        return 0;
    }

    @Override
    public int pending() {
        return 0;
    }
}
