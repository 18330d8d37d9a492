package dev.bailey.vertx;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.config.LimitsConfig;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.Payload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request of a Vert.x host: paused until somebody asks for it, then read as it comes, within its limits. Its array
 * grows with what has come, never with what was announced. On the call's loop.
 */
final class HostedBody implements HttpBody {
    private static final byte[] NONE = {};
    private static final int MOST_DIGITS = 18;

    private final HttpServerRequest request;
    private final Call call;
    private final long timeoutNanos;
    private final PhaseTimer timer;
    private final boolean expectsContinue;
    private @Nullable Buffer first;
    private @Nullable CompletableFuture<Payload> reader;
    private byte[] bytes = NONE;
    private int size;
    private int max;
    private boolean complete;
    private boolean continued;
    private boolean slow;
    private boolean broken;

    HostedBody(HttpServerRequest request, Call call, LimitsConfig limits) {
        this.request = request;
        this.call = call;
        this.timeoutNanos = limits.bodyTimeout().toNanos();
        this.timer = new PhaseTimer(call.loop(), this::tooSlow);
        this.expectsContinue = request.version() != HttpVersion.HTTP_1_0
                && "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    }

    /** Keeps what came before anybody could ask for it. Before the call is served. */
    void startsWith(Buffer piece) {
        first = piece;
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public CompletionStage<Payload> read(int maxBytes) {
        if (reader != null) {
            throw new IllegalStateException("a body is read once");
        }
        CompletableFuture<Payload> result = new CompletableFuture<>();
        reader = result;
        max = maxBytes;
        if (announced() > maxBytes) {
            result.completeExceptionally(HttpChecks.bodyTooLarge(maxBytes));
            return result;
        }
        call.waitStarts();
        timer.start(timeoutNanos);
        if (first != null) {
            take(first);
        }
        if (!result.isDone()) {
            if (expectsContinue) {
                continued = true;
                request.response().writeContinue();
            }
            request.resume();
        }
        return result;
    }

    /** What the host has let through is a number, if not always one that fits. */
    private long announced() {
        String length = request.getHeader("Content-Length");
        if (length == null) {
            return -1;
        }
        return length.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(length);
    }

    // ---- what comes

    void take(Buffer piece) {
        if (reader == null || reader.isDone()) {
            return;
        }
        int length = piece.length();
        if (length > max - size) {
            fail(HttpChecks.bodyTooLarge(max));
        } else if (!call.reserve(length)) {
            fail(new FailureException(BytesInFlight.refusal()));
        } else {
            append(piece, length);
        }
    }

    private void append(Buffer piece, int length) {
        if (size + length > bytes.length) {
            int doubled = (int) Math.min(2L * bytes.length, max);
            bytes = Arrays.copyOf(bytes, Math.max(size + length, doubled));
        }
        piece.getBytes(bytes, size);
        size += length;
    }

    void end() {
        complete = true;
        timer.close();
        if (reader != null && !reader.isDone()) {
            call.callerWaitEnds();
            reader.complete(Payload.trimmed(bytes, size));
        }
    }

    /** Nothing more will come. */
    void lose() {
        complete = true;
        timer.close();
        fail(new FailureException(Refusals.callerGone()));
    }

    /**
     * What comes is no body any more, and nothing of the connection can be read.
     *
     * @return whether somebody was waiting for it, who is told
     */
    boolean breakOff() {
        if (!broken && reader != null && !reader.isDone()) {
            broken = true;
            complete = true;
            timer.close();
            fail(HttpChecks.bodyBroken());
        }
        return broken;
    }

    private void fail(FailureException why) {
        if (reader != null && !reader.isDone()) {
            timer.stop();
            call.callerWaitEnds();
            reader.completeExceptionally(why);
        }
    }

    private void tooSlow() {
        if (reader != null && !reader.isDone()) {
            slow = true;
            fail(Refusals.slow("the body of the request"));
        } else {
            request.connection().close();
        }
    }

    // ---- the answer is known

    /** Whether, on HTTP/1, nobody can tell what is left of it from the next request. */
    boolean endsConnection() {
        return slow || broken || (expectsContinue && !continued);
    }

    /** Throws away what still comes, which would hold up the connection, for no longer than a whole body may take. */
    void discard() {
        if (!complete && !request.isEnded()) {
            timer.start(timeoutNanos);
            request.resume();
        }
    }
}
