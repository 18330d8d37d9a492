package dev.bailey.sidecar.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/** Writes each record at once and in one piece, so that lines of several threads do not mix. */
final class LineHandler extends Handler {
    private final Formatter lines;
    private final OutputStream out;

    LineHandler(Formatter lines, OutputStream out) {
        this.lines = lines;
        this.out = out;
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        byte[] line = lines.format(record).getBytes(UTF_8);
        synchronized (out) {
            try {
                out.write(line);
                out.flush();
            } catch (IOException e) {
                // there is nowhere left to complain
            }
        }
    }

    @Override
    public void flush() {
        // every line is flushed
    }

    @Override
    public void close() {
        // stderr stays open
    }
}
