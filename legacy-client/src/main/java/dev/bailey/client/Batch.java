package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.rpc.RpcMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are sent together, under one deadline, and whose answers come in the order in which they were put in: so many at
 * once, each with an id of its own, in as few writes as the service's connections take. It asks nothing of the service: also
 * those that know no batches answer it (JSON-RPC 1.0), and one that fails costs the others nothing.
 *
 * <p>Not thread-safe; sent once.
 */
public final class Batch {
    private final LegacyClient client;
    private final int max;
    private final List<BatchCall<?>> calls = new ArrayList<>();
    private boolean sent;

    Batch(LegacyClient client, int max) {
        this.client = client;
        this.max = max;
    }

    /**
     * Puts a call in.
     *
     * @param params as {@link LegacyClient#call(String, Object, Class)} takes them
     * @throws IllegalArgumentException if they cannot be sent
     * @throws IllegalStateException if the batch is full ({@code limits.batch}, 100 unless said) or sent
     */
    public <T> BatchCall<T> call(String method, @Nullable Object params, Class<T> result) {
        return add(method, params, /* notification= */ false, client.values().reading(result));
    }

    /** The same for a result with type arguments. */
    public <T> BatchCall<T> call(String method, @Nullable Object params, TypeRef<T> result) {
        return add(method, params, /* notification= */ false, client.values().reading(result));
    }

    /** Puts a notification in; its answer is null once it is written. */
    public BatchCall<Void> notify(String method, @Nullable Object params) {
        return add(method, params, /* notification= */ true, client.values().reading(Void.class));
    }

    private <T> BatchCall<T> add(String method, @Nullable Object params, boolean notification, Reading<T> reading) {
        requireUnsent();
        if (calls.size() == max) {
            throw new IllegalStateException("a batch has at most " + max + " calls");
        }
        RpcMethod named = LegacyClient.method(method);
        Json ready = client.values().params(params);
        BatchCall<T> call = new BatchCall<>(named, ready, notification, reading);
        calls.add(call);
        return call;
    }

    /**
     * Sends the batch and waits until the last call has ended.
     *
     * @return an answer for each call, in their order
     * @throws IllegalStateException on an event loop
     */
    public List<Answer<?>> send() {
        LegacyClient.refuseOnEventLoop();
        try {
            return sendAsync().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("a batch cannot end exceptionally", e);
        }
    }

    /** Sends the batch; completes on an event loop, exceptionally only if somebody cancels it: that gives up what is open. */
    public CompletableFuture<List<Answer<?>>> sendAsync() {
        requireUnsent();
        sent = true;
        return client.run(List.copyOf(calls));
    }

    private void requireUnsent() {
        if (sent) {
            throw new IllegalStateException("the batch is sent already");
        }
    }
}
