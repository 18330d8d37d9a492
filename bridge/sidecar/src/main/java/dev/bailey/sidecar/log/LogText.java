package dev.bailey.sidecar.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** What a record says, bounded: whatever comes in, a line stays a line of at most some kilobytes. */
final class LogText {
    /** Chars of a message, and of a stack trace. */
    static final int MAX_CHARS = 4096;

    private LogText() {}

    /** The message with its parameters put in. */
    static String message(LogRecord record) {
        String pattern = record.getMessage();
        Object[] parameters = record.getParameters();
        if (pattern == null) {
            return "";
        }
        if (parameters == null || parameters.length == 0 || !pattern.contains("{0")) {
            return bounded(pattern);
        }
        try {
            return bounded(MessageFormat.format(pattern, parameters));
        } catch (RuntimeException e) {
            // a brace too many, or a parameter whose toString fails: the pattern still tells something
            return bounded(pattern);
        }
    }

    static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (RuntimeException e) {
            return thrown.getClass().getName();
        }
        return bounded(text.toString().strip());
    }

    static String bounded(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 1)) ? MAX_CHARS - 1 : MAX_CHARS;
        return text.substring(0, end) + "… (" + (text.length() - end) + " more)";
    }

    /** The logger's name; empty when it has none. */
    static String logger(LogRecord record) {
        @Nullable String name = record.getLoggerName();
        return name == null ? "" : bounded(name);
    }
}
