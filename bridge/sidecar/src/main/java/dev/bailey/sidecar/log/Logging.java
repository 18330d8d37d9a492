package dev.bailey.sidecar.log;

import java.io.OutputStream;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up java.util.logging for the whole process; for {@code main} only, never for hosts of a bridge. */
public final class Logging {
    private Logging() {}

    /** Sends everything from level INFO up to one stream, and nothing anywhere else. */
    public static void start(LogFormat format, OutputStream out) {
        // Vert.x would look for other logging libraries first, and start the JUL of its own format otherwise.
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.JULLogDelegateFactory");
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.INFO);
        root.addHandler(new LineHandler(format.formatter(), out));
    }
}
