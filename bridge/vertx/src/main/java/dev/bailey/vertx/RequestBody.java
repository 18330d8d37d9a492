package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.Payload;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, read from the connection once the handler asks for it. Its array grows with what has come, never with
 * what was announced.
 */
final class RequestBody implements HttpBody, BodySink {
    private static final byte[] NONE = new byte[0];
    private static final int FIRST_SIZE = 1024;

    /** Of a body that nobody wants, this much is read to keep the connection. */
    private static final int MAX_DISCARDED = 64 * 1024;

    private final HttpConnection connection;
    private final Call call;
    private final BodyFraming framing;
    private final int limit;
    private byte[] bytes = NONE;
    private int size;
    private int max;
    private boolean asked;
    /** Who waits for the whole of it; whoever got it is forgotten, or each call would hold its body to the end. */
    private @Nullable CompletableFuture<Payload> reader;

    private boolean awaiting;
    private boolean complete;
    private @Nullable FailureException failure;

    /**
     * @param limit bytes that are taken whatever the handler would take
     */
    RequestBody(HttpConnection connection, Call call, BodyFraming framing, int limit) {
        this.connection = connection;
        this.call = call;
        this.framing = framing;
        this.limit = limit;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public CompletionStage<Payload> read(int maxBytes) {
        if (asked) {
            throw new IllegalStateException("a body is read once");
        }
        asked = true;
        CompletableFuture<Payload> result = new CompletableFuture<>();
        max = Math.min(maxBytes, limit);
        if (failure != null) {
            result.completeExceptionally(failure);
            return result;
        }
        if (framing.remaining() > max) {
            result.completeExceptionally(HttpChecks.bodyTooLarge(max));
            return result;
        }
        reader = result;
        connection.feed(this);
        if (!result.isDone()) {
            awaiting = true;
            call.waitStarts();
            connection.awaitBody(size == 0);
        }
        return result;
    }

    /** Whether somebody waits for bytes of it. */
    boolean isWanted() {
        return reader != null;
    }

    boolean isComplete() {
        return complete;
    }

    /** Whether little is left of it, and where that ends is certain. */
    boolean isNearlyThere() {
        long left = framing.remaining();
        return failure == null && left != RequestHead.CHUNKED && left <= MAX_DISCARDED;
    }

    /**
     * Takes what has come.
     *
     * @param ended whether nothing more will come
     */
    void advance(Input in, boolean ended) {
        try {
            complete = framing.decode(in, this);
        } catch (FailureException e) {
            fail(e);
            return;
        }
        if (complete) {
            finish();
        } else if (ended) {
            fail(Refusals.malformed("the connection ended before the body did"));
        }
    }

    /** Throws away what has come; returns whether the body is complete. */
    boolean discard(Input in) {
        complete = framing.decode(in, BodySink.NOWHERE);
        return complete;
    }

    @Override
    public void expect(long length) {
        if (length > max - size) {
            throw HttpChecks.bodyTooLarge(max);
        }
    }

    @Override
    public void take(byte[] array, int offset, int length) {
        int total = size + length;
        if (total > bytes.length) {
            grow(total);
        }
        System.arraycopy(array, offset, bytes, size, length);
        size = total;
    }

    /** What counts is the room that is taken, filled or not. */
    private void grow(int needed) {
        long roomy = Math.max(FIRST_SIZE, bytes.length + bytes.length / 2L);
        int capacity = (int) Math.max(needed, Math.min(roomy, most()));
        if (!call.reserve(capacity - bytes.length)) {
            throw new FailureException(BytesInFlight.refusal());
        }
        bytes = Arrays.copyOf(bytes, capacity);
    }

    /** The size that it will have at most, before what has just come is counted. */
    private long most() {
        long left = framing.remaining();
        return left == RequestHead.CHUNKED ? max : size + left;
    }

    private void finish() {
        Payload whole = Payload.trimmed(bytes, size);
        bytes = NONE;
        CompletableFuture<Payload> waiting = endWait();
        if (waiting != null) {
            waiting.complete(whole);
        }
    }

    /** Gives up on the body; what is left of it cannot be told from the next request. */
    void fail(FailureException why) {
        failure = why;
        bytes = NONE;
        CompletableFuture<Payload> waiting = endWait();
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    private @Nullable CompletableFuture<Payload> endWait() {
        if (awaiting) {
            awaiting = false;
            call.callerWaitEnds();
        }
        CompletableFuture<Payload> waiting = reader;
        reader = null;
        return waiting;
    }
}
