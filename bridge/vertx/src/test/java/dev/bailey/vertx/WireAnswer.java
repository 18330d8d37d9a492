package dev.bailey.vertx;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An answer as a caller sees it on the wire. Verbs that want no body are told by the header {@code X-Verb: HEAD}. */
record WireAnswer(int status, List<String> fields, String body) {

    /** The value of the only header of that name; empty when there is none. */
    String header(String name) {
        List<String> values = fields.stream()
                .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(field -> field.substring(name.length() + 1).trim())
                .toList();
        if (values.size() > 1) {
            throw new AssertionError(name + " is repeated: " + values);
        }
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Takes the bytes of a connection apart; what is cut short is an error. */
    static List<WireAnswer> parse(byte[] wire) {
        return parse(wire, true);
    }

    /** The answers that are complete already. */
    static List<WireAnswer> parseWhole(byte[] wire) {
        return parse(wire, false);
    }

    private static List<WireAnswer> parse(byte[] wire, boolean complete) {
        String text = new String(wire, StandardCharsets.ISO_8859_1);
        List<WireAnswer> answers = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf("\r\n\r\n", at);
            if (end < 0) {
                if (!complete) {
                    break;
                }
                throw new AssertionError("a head is cut short: " + text.substring(at));
            }
            List<String> lines = List.of(text.substring(at, end).split("\r\n", -1));
            WireAnswer head = new WireAnswer(status(lines.get(0)), lines.subList(1, lines.size()), "");
            int bodyEnd = end + 4 + head.bodyLength();
            if (bodyEnd > text.length()) {
                if (!complete) {
                    break;
                }
                throw new AssertionError("a body is cut short: " + text.substring(at));
            }
            answers.add(new WireAnswer(head.status, head.fields, text.substring(end + 4, bodyEnd)));
            at = bodyEnd;
        }
        return answers;
    }

    private static int status(String line) {
        if (!line.matches("HTTP/1\\.1 [1-5][0-9][0-9] [A-Za-z -]*")) {
            throw new AssertionError("not a status line: " + line);
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    private int bodyLength() {
        boolean bodyless = status < 200 || status == 204 || status == 304;
        if (bodyless && !header("Content-Length").isEmpty()) {
            throw new AssertionError(status + " with Content-Length");
        }
        return bodyless || header("X-Verb").equals("HEAD") ? 0 : Integer.parseInt(header("Content-Length"));
    }
}
