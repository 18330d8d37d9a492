package dev.bailey.sidecar.log;

import java.util.logging.Formatter;

/** How log lines look. */
public enum LogFormat {
    /** One JSON object a line, for collectors. */
    JSON,
    /** For people. */
    TEXT;

    Formatter formatter() {
        return switch (this) {
            case JSON -> new JsonLines();
            case TEXT -> new TextLines();
        };
    }
}
