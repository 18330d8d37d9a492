package dev.bailey.servlet;

import dev.bailey.call.Outcome;
import dev.bailey.http.Payload;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/** Writes a whole body as fast as the caller takes it. On the container's threads, one at a time. */
final class AnswerWriting implements WriteListener {
    private static final int PIECE = 64 * 1024;

    private final ServletExchange exchange;
    private final ServletOutputStream out;
    private final Payload content;
    private final Outcome outcome;
    private int written;

    /** @param outcome of the call once all of it is written */
    AnswerWriting(ServletExchange exchange, ServletOutputStream out, Payload content, Outcome outcome) {
        this.exchange = exchange;
        this.out = out;
        this.content = content;
        this.outcome = outcome;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (out.isReady()) {
            int length = Math.min(PIECE, content.length() - written);
            if (length == 0) {
                exchange.ended(outcome);
                return;
            }
            int from = content.offset() + written;
            written += length;
            out.write(content.array(), from, length);
        }
    }

    @Override
    public void onError(Throwable lost) {
        exchange.gone();
    }
}
