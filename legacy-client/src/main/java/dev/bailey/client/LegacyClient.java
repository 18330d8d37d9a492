package dev.bailey.client;

import dev.bailey.config.BridgeConfig;
import dev.bailey.rpc.RpcMethod;
import io.vertx.core.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Typed calls for Java callers: {@code client.call("ads.get", Map.of("id", 7), Ad.class)}, or an interface of yours ({@link
 * #proxy}). They go to one JSON-RPC service ({@link #to}), or where a routes file says ({@link #direct}): each call of a method
 * whose service has moved to HTTP is then a plain HTTP request to it, without a bridge in between.
 *
 * <p>Thread-safe; make one and keep it. Calls may be made on any thread. Those that wait ({@link #call}, {@link #notify}, {@link
 * Batch#send}) are refused on event loops, which they would stop. Every call ends by its deadline; over {@code limits.inFlight}
 * calls at once (1024 unless said) are refused as {@code overloaded}. Futures complete on an event loop: what depends on them
 * must not block, or goes elsewhere by {@code thenApplyAsync}. Cancelling a future, or letting it time out, gives up its call.
 *
 * <p>Params are an object (a map, a record, a bean), an array (a list), {@link dev.bailey.json.Json} that is sent byte for byte,
 * or null for none. Results are read as the wanted type, a null one as null; {@code Json.class} gives their bytes.
 */
public final class LegacyClient implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final ClientCore core;
    private final long allowedNanos;

    LegacyClient(ClientCore core, long allowedNanos) {
        this.core = core;
        this.allowedNanos = allowedNanos;
    }

    /**
     * A client of one JSON-RPC service.
     *
     * @param urls its addresses: {@code tcp://host:port}, {@code unix:/path}, {@code http://host/path} or {@code https://…}
     * @throws IllegalArgumentException saying what is wrong with them
     */
    public static ServiceClientBuilder to(String... urls) {
        return new ServiceClientBuilder(List.of(urls));
    }

    /**
     * A client of one JSON-RPC service as a file has it configured; its methods are called as the service knows them.
     *
     * @throws IllegalArgumentException if the file has no such service, or it does not speak JSON-RPC
     */
    public static LegacyClientBuilder to(BridgeConfig config, String service) {
        return LegacyClientBuilder.service(config, service);
    }

    /**
     * Direct mode: a client of all services that the file's routes lead to, each method called by its route's {@code name}. What
     * a service speaks is between the file and the service; when it moves from JSON-RPC to HTTP, its callers' code stays.
     */
    public static LegacyClientBuilder direct(BridgeConfig config) {
        return LegacyClientBuilder.routes(config);
    }

    // ---- calls

    /**
     * Calls a method and waits for its result.
     *
     * @param params see above
     * @throws ServiceErrorException if the service answers an error
     * @throws CallFailedException if no answer that counts can be had
     * @throws IllegalArgumentException if the params or the type are of no use; nothing is sent
     * @throws IllegalStateException on an event loop
     */
    public <T> @Nullable T call(String method, @Nullable Object params, Class<T> result) {
        return await(method(method), params, /* notification= */ false, values().reading(result));
    }

    /** The same for a result with type arguments: {@code new TypeRef<List<Ad>>() {}}. */
    public <T> @Nullable T call(String method, @Nullable Object params, TypeRef<T> result) {
        return await(method(method), params, /* notification= */ false, values().reading(result));
    }

    /**
     * Calls a method. The future completes exceptionally with a {@link LegacyCallException}.
     *
     * @throws IllegalArgumentException if the params or the type are of no use; nothing is sent
     */
    public <T> CompletableFuture<@Nullable T> callAsync(String method, @Nullable Object params, Class<T> result) {
        return start(method(method), params, /* notification= */ false).then(values().reading(result));
    }

    /** The same for a result with type arguments. */
    public <T> CompletableFuture<@Nullable T> callAsync(String method, @Nullable Object params, TypeRef<T> result) {
        return start(method(method), params, /* notification= */ false).then(values().reading(result));
    }

    /** Sends a notification and waits until it is written; throws what {@link #call} does. */
    public void notify(String method, @Nullable Object params) {
        await(method(method), params, /* notification= */ true, values().reading(Void.class));
    }

    /** Sends a notification; the future completes when it is written. */
    public CompletableFuture<@Nullable Void> notifyAsync(String method, @Nullable Object params) {
        return start(method(method), params, /* notification= */ true).then(values().reading(Void.class));
    }

    /** Several calls to be sent together. */
    public Batch batch() {
        return new Batch(this, core.maxBatch());
    }

    /**
     * An interface whose methods are calls. A method that returns a {@link CompletionStage} does not wait, any other does; one that
     * is a {@link Notification} has no answer. Its name is the Java name or its {@link dev.bailey.rpc.RpcName}; params go by the
     * names of the parameters ({@code -parameters} or {@link dev.bailey.rpc.RpcParam}), or by their order if it is {@link
     * Positional} or the service speaks JSON-RPC 1.0. Arguments that are null are left out. Everything is looked up now, once.
     *
     * @throws IllegalArgumentException naming the method that cannot be called so
     */
    public <A> A proxy(Class<A> api) {
        return ApiProxy.of(this, api);
    }

    // ---- views and end

    /**
     * The same client with less time for each call: whatever timeout holds is lowered to that, never raised. Shares everything with
     * this client, to be made at will.
     */
    public LegacyClient withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout is longer than nothing: " + timeout);
        }
        return new LegacyClient(core, Math.min(allowedNanos, nanos(timeout)));
    }

    private static long nanos(Duration timeout) {
        return timeout.compareTo(Duration.ofDays(1)) > 0 ? Long.MAX_VALUE : timeout.toNanos();
    }

    /**
     * Ends open calls as {@code unavailable} and closes all connections, for all views of the client. Any thread, any number of
     * times. Completes when the last connection is closed, on whatever thread that is.
     */
    public CompletionStage<Void> closeAsync() {
        return core.close();
    }

    /** The same, waiting for the end for ten seconds at most; on an event loop it does not wait. */
    @Override
    public void close() {
        CompletableFuture<Void> closed = core.close().toCompletableFuture();
        if (Context.isOnEventLoopThread()) {
            return;
        }
        try {
            closed.get(CLOSING.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            // it goes on closing; there is nothing that the caller could do
        }
    }

    // ---- for batches and proxies

    Values values() {
        return core.values();
    }

    boolean isPositional() {
        return core.positional();
    }

    static RpcMethod method(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a method has a name");
        }
        return RpcMethod.of(name);
    }

    static void refuseOnEventLoop() {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("a call that waits would stop the event loop on whose thread it is made, "
                    + Thread.currentThread().getName() + ": use one that returns a future");
        }
    }

    <T> @Nullable T await(RpcMethod method, @Nullable Object params, boolean notification, Reading<T> reading) {
        refuseOnEventLoop();
        return start(method, params, notification).await(reading, core.patienceNanos());
    }

    OpenCall start(RpcMethod method, @Nullable Object params, boolean notification) {
        return core.caller().start(method, values().params(params), notification, allowedNanos);
    }

    CompletableFuture<List<Answer<?>>> run(List<BatchCall<?>> calls) {
        return BatchRun.start(core.caller(), calls, allowedNanos);
    }
}
