package dev.bailey.sidecar.log;

import java.util.logging.Level;

/** The levels' words, as other software has them. */
final class Levels {
    private Levels() {}

    static String word(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return "error";
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return "warn";
        }
        return level.intValue() >= Level.INFO.intValue() ? "info" : "debug";
    }
}
