package dev.bailey.sidecar.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.json.JsonWriter;
import dev.bailey.log.CallLine;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One JSON object a line: {@code time}, {@code level}, {@code logger}, {@code message}, and {@code error} for a stack trace. */
final class JsonLines extends Formatter {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    @Override
    public String format(LogRecord record) {
        JsonWriter out = new JsonWriter(256);
        out.ascii("{\"time\":\"").ascii(TIME.format(record.getInstant()));
        out.ascii("\",\"level\":").string(Levels.word(record.getLevel()));
        out.ascii(",\"logger\":").string(LogText.logger(record));
        out.ascii(",\"message\":").string(LogText.message(record));
        if (record instanceof CallRecord call) {
            call(out, call.line());
        }
        if (record.getThrown() != null) {
            out.ascii(",\"error\":").string(LogText.stackTrace(record.getThrown()));
        }
        out.ascii("}\n");
        return new String(out.array(), 0, out.size(), UTF_8);
    }

    private static void call(JsonWriter out, CallLine line) {
        out.ascii(",\"route\":").string(LogText.bounded(line.route()));
        out.ascii(",\"direction\":").string(line.direction());
        out.ascii(",\"outcome\":").string(line.outcome());
        out.ascii(",\"ms\":").ascii(String.format(Locale.ROOT, "%.3f", line.milliseconds()));
        out.ascii(",\"delivery\":").string(line.delivery());
        out.ascii(",\"attempts\":").number(line.attempts());
        if (line.suppressed() > 0) {
            out.ascii(",\"suppressed\":").number(line.suppressed());
        }
        if (!line.detail().isEmpty()) {
            out.ascii(",\"detail\":").string(LogText.bounded(line.detail()));
        }
    }
}
