package dev.bailey.sidecar.log;

import dev.bailey.log.CallLine;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A line for people; control characters are shown as escapes, so that nobody can forge a line or drive a terminal. */
final class TextLines extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder(128);
        line.append(TIME.format(record.getInstant().atZone(ZoneId.systemDefault())));
        line.append(' ').append(String.format(Locale.ROOT, "%-5s", Levels.word(record.getLevel())));
        line.append(' ');
        visibly(line, record instanceof CallRecord call ? text(call.line()) : LogText.message(record));
        line.append('\n');
        if (record.getThrown() != null) {
            LogText.stackTrace(record.getThrown()).lines().forEach(trace -> {
                visibly(line.append("    "), trace);
                line.append('\n');
            });
        }
        return line.toString();
    }

    private static String text(CallLine line) {
        return String.format(
                Locale.ROOT,
                "%s %s %s %.1f ms%s%s",
                line.direction(),
                LogText.bounded(line.route()),
                line.outcome(),
                line.milliseconds(),
                line.detail().isEmpty() ? "" : ": " + LogText.bounded(line.detail()),
                line.suppressed() == 0 ? "" : " (" + line.suppressed() + " like it left out)");
    }

    private static void visibly(StringBuilder line, String text) {
        text.codePoints().forEach(c -> {
            boolean shown = c == '\t' || !isControl(c);
            if (shown) {
                line.appendCodePoint(c);
            } else {
                line.append(String.format(Locale.ROOT, "\\u%04x", c));
            }
        });
    }

    /** Control, format (bidirectional overrides among them), line and paragraph separators, lone surrogates. */
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
