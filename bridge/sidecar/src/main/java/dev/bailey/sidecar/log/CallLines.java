package dev.bailey.sidecar.log;

import dev.bailey.log.CallLine;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Takes the log of calls to the process's log with its fields apart. */
public final class CallLines implements Consumer<CallLine> {
    private static final String NAME = "dev.bailey.calls";

    // held here: java.util.logging itself forgets loggers that nobody holds
    private final Logger logger = Logger.getLogger(NAME);

    @Override
    public void accept(CallLine line) {
        logger.log(new CallRecord(line, NAME));
    }
}
