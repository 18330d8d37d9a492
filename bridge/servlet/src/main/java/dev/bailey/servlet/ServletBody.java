package dev.bailey.servlet;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.CallLoop;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Timeout;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.Payload;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The body of a servlet request, read as it comes. The container's threads collect it; what it leads to happens on the call's
 * loop. Its array grows with what has come, never with what was announced.
 */
final class ServletBody implements HttpBody, ReadListener {
    private static final int PIECE = 8 * 1024;
    private static final byte[] NONE = {};

    private final ServletExchange exchange;
    private final CallLoop loop;
    private final Call call;
    private final long announced;
    private final long timeoutNanos;
    private final Slowness slowness = new Slowness();

    // on the loop
    private @Nullable CompletableFuture<Payload> reader;

    // of the container's threads, one at a time; set before the container knows of this
    private @Nullable ServletInputStream in;
    private int max;
    private byte[] bytes = NONE;
    private int size;

    /** Nobody wants more of it. */
    private volatile boolean given;

    /**
     * @param announced the Content-Length, or -1
     * @param timeoutNanos within which all of it must have come
     */
    ServletBody(ServletExchange exchange, CallLoop loop, Call call, long announced, long timeoutNanos) {
        this.exchange = exchange;
        this.loop = loop;
        this.call = call;
        this.announced = announced;
        this.timeoutNanos = timeoutNanos;
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
        if (announced > maxBytes) {
            fail(HttpChecks.bodyTooLarge(maxBytes));
            return result;
        }
        call.waitStarts();
        loop.schedule(slowness, timeoutNanos);
        try {
            in = exchange.input();
            in.setReadListener(this);
        } catch (IOException e) {
            breakOff();
        }
        return result;
    }

    // ---- on the container's threads

    @Override
    public void onDataAvailable() {
        try {
            collect();
        } catch (IOException e) {
            onError(e);
        }
    }

    private void collect() throws IOException {
        ServletInputStream stream = in;
        while (!given && stream != null && stream.isReady()) {
            if (size == bytes.length) {
                bytes = Arrays.copyOf(bytes, roomier());
            }
            int count = stream.read(bytes, size, bytes.length - size);
            if (count < 0) {
                return;
            }
            size += count;
            if (size > max) {
                give(HttpChecks.bodyTooLarge(max));
            } else {
                loop.run(() -> reserve(count));
            }
        }
    }

    /** One byte more than may come, so that it can be told. */
    private int roomier() {
        long wanted = announced < 0 ? Math.max(PIECE, 2L * bytes.length) : Math.max(1024, Math.min(PIECE, announced));
        return (int) Math.min(Math.max(wanted, 2L * bytes.length), max + 1L);
    }

    @Override
    public void onAllDataRead() {
        Payload whole = Payload.trimmed(bytes, size);
        exchange.inContainer(() -> finish(whole));
    }

    /** Containers tell of malformed chunks and of a lost caller in the same ways; the latter reads no answer. */
    @Override
    public void onError(Throwable broken) {
        given = true;
        exchange.inContainer(this::breakOff);
    }

    private void give(FailureException why) {
        given = true;
        exchange.inContainer(() -> fail(why));
    }

    // ---- on the loop

    private void reserve(int count) {
        if (!given && !call.reserve(count)) {
            fail(new FailureException(BytesInFlight.refusal()));
        }
    }

    private void finish(Payload whole) {
        if (reader != null && !reader.isDone()) {
            stopWaiting();
            reader.complete(whole);
        }
    }

    private void breakOff() {
        exchange.closesConnection();
        fail(HttpChecks.bodyBroken());
    }

    private void fail(FailureException why) {
        given = true;
        if (reader != null && !reader.isDone()) {
            stopWaiting();
            reader.completeExceptionally(why);
        }
    }

    private void stopWaiting() {
        if (slowness.isScheduled()) {
            slowness.cancel();
            call.callerWaitEnds();
        }
    }

    private final class Slowness extends Timeout {
        @Override
        protected void expire() {
            call.callerWaitEnds();
            exchange.closesConnection();
            fail(new FailureException(
                    FailureKind.REQUEST_TIMEOUT.because("the body of the request did not come in time")));
        }
    }
}
