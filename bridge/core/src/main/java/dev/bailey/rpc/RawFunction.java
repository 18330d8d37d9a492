package dev.bailey.rpc;

import org.jspecify.annotations.Nullable;

/** A dispatcher of JSON-RPC that exists already: a whole message in, a whole message out, as on a wire. */
@FunctionalInterface
public interface RawFunction {
    /**
     * Takes one request or notification, in the version that the configuration says, and answers it. May block; called on many
     * threads at once.
     *
     * @param message UTF-8, without any framing; the function's own
     * @return the reply as {@code byte[]}, or a {@link java.util.concurrent.CompletionStage} of it for one that comes later, on any
     *     thread; null or empty after a notification
     * @throws Exception when it has no answer: it is logged, and the caller sees the error -32603
     */
    @Nullable
    Object answer(byte[] message) throws Exception;
}
