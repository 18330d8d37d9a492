package dev.bailey.client;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcReply;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants of replies: the result as a value, or why there is none.
 *
 * @param <T> the type of the values
 */
final class Reading<T> {
    private final Type type;
    private final JsonBinding.Reader reader;

    /** @param reader reads what {@code type} stands for, which is a T */
    Reading(Type type, JsonBinding.Reader reader) {
        this.type = type;
        this.reader = reader;
    }

    /**
     * The result; null if it is null or there is none, as for notifications.
     *
     * @throws LegacyCallException why there is none
     */
    @Nullable
    T read(String method, RpcReply reply) {
        if (reply instanceof RpcReply.Result result) {
            return value(method, result.value());
        }
        if (reply instanceof RpcReply.ServiceError error) {
            throw new ServiceErrorException(method, error);
        }
        if (reply instanceof RpcReply.Failed failed) {
            throw new CallFailedException(method, failed.failure());
        }
        if (reply instanceof RpcReply.Accepted) {
            return null;
        }
        throw new IllegalStateException("a reply that this caller cannot take: " + reply.outcome());
    }

    /** The same as a value. */
    Answer<T> answer(String method, RpcReply reply) {
        try {
            return new Answer.Result<>(read(method, reply));
        } catch (LegacyCallException e) {
            return new Answer.Failed<>(e);
        }
    }

    @SuppressWarnings("unchecked")
    private @Nullable T value(String method, Json result) {
        if (result.kind() == Json.Kind.NULL && type instanceof Class<?> raw && raw.isPrimitive() && raw != void.class) {
            throw unfit(method, "the result is null and no " + type.getTypeName(), null);
        }
        try {
            return (T) reader.read(result);
        } catch (IllegalArgumentException e) {
            throw unfit(method, e.getMessage(), e);
        }
    }

    private static CallFailedException unfit(String method, @Nullable String why, @Nullable Throwable cause) {
        Failure failure = new Failure(FailureKind.BAD_REPLY, String.valueOf(why), Delivery.ANSWERED);
        CallFailedException unfit = new CallFailedException(method, failure);
        if (cause != null) {
            unfit.initCause(cause);
        }
        return unfit;
    }
}
