package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import org.jspecify.annotations.Nullable;

/**
 * One call of a {@link Batch}, which has its answer once the batch has been sent and has ended. Any thread.
 *
 * @param <T> the type of the result
 */
public final class BatchCall<T> {
    private final RpcMethod method;
    private final Json params;
    private final boolean notification;
    private final Reading<T> reading;
    private volatile @Nullable Answer<T> answer;

    BatchCall(RpcMethod method, Json params, boolean notification, Reading<T> reading) {
        this.method = method;
        this.params = params;
        this.notification = notification;
        this.reading = reading;
    }

    /**
     * What became of it.
     *
     * @throws IllegalStateException while that is not known
     */
    public Answer<T> answer() {
        Answer<T> known = answer;
        if (known == null) {
            throw new IllegalStateException("the batch has not ended");
        }
        return known;
    }

    /**
     * The result.
     *
     * @throws LegacyCallException if there is none
     * @throws IllegalStateException while the batch has not ended
     */
    public @Nullable T get() {
        return answer().get();
    }

    RpcMethod method() {
        return method;
    }

    Json params() {
        return params;
    }

    boolean isNotification() {
        return notification;
    }

    void ended(RpcReply reply) {
        answer = reading.answer(method.name(), reply);
    }
}
