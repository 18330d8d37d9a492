package dev.bailey.servlet;

import dev.bailey.call.CallLoop;
import dev.bailey.call.FailureException;
import dev.bailey.call.Outcome;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes what flows as the caller takes it: asks for a piece only when the container has passed on the one before. The container's
 * threads bring word that it has; everything happens on the call's loop, and nobody waits.
 */
final class ServletFlow implements Flow.Subscriber<ByteBuffer> {
    private final ServletExchange exchange;
    private final CallLoop loop;
    private final ServletOutputStream out;

    // on the loop
    private Flow.@Nullable Subscription flow;
    private boolean ready;
    private boolean unflushed;
    private boolean asked;
    private boolean whole;
    private boolean over;

    ServletFlow(ServletExchange exchange, CallLoop loop, ServletOutputStream out) {
        this.exchange = exchange;
        this.loop = loop;
        this.out = out;
    }

    // ---- the flow, on the loop

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        flow = subscription;
        out.setWriteListener(new Writability());
    }

    @Override
    public void onNext(ByteBuffer piece) {
        asked = false;
        if (over) {
            return;
        }
        try {
            out.write(piece.array(), piece.arrayOffset() + piece.position(), piece.remaining());
            unflushed = true;
            goOn();
        } catch (IOException | IllegalStateException e) {
            exchange.gone();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (!over) {
            over = true;
            exchange.cut(FailureException.failureOf(failure));
        }
    }

    @Override
    public void onComplete() {
        whole = true;
        more();
    }

    private void more() {
        try {
            goOn();
        } catch (IOException | IllegalStateException e) {
            exchange.gone();
        }
    }

    /** A piece goes out at once, however small: what flows may be slow. */
    private void goOn() throws IOException {
        while (!over && ready) {
            ready = out.isReady();
            if (!ready) {
                return;
            }
            if (unflushed) {
                unflushed = false;
                out.flush();
            } else if (whole) {
                over = true;
                exchange.ended(Outcome.OK);
            } else if (!asked && flow != null) {
                asked = true;
                flow.request(1);
            } else {
                return;
            }
        }
    }

    /** The caller is gone. */
    void cancel() {
        if (!over) {
            over = true;
            if (flow != null) {
                flow.cancel();
            }
        }
    }

    /** On the container's threads. */
    private final class Writability implements WriteListener {
        @Override
        public void onWritePossible() {
            loop.run(() -> {
                ready = true;
                more();
            });
        }

        @Override
        public void onError(Throwable lost) {
            exchange.gone();
        }
    }
}
