package dev.bailey.sidecar.log;

import dev.bailey.log.CallLine;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** A line of the log of calls, kept as fields until it is formatted. */
final class CallRecord extends LogRecord {
    private final transient CallLine line;

    CallRecord(CallLine line, String logger) {
        super(Level.INFO, "call");
        this.line = line;
        setLoggerName(logger);
    }

    CallLine line() {
        return line;
    }
}
