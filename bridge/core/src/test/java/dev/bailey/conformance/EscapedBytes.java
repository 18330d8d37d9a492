package dev.bailey.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Reads bytes as the tables write them; the escapes are told in the tables' README. */
final class EscapedBytes {
    private final String text;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private EscapedBytes(String text) {
        this.text = text;
    }

    /** The bytes as a string of one char a byte. */
    static String wire(String text) {
        EscapedBytes escaped = new EscapedBytes(text);
        int at = 0;
        while (at < text.length()) {
            at = escaped.take(at);
        }
        return escaped.bytes.toString(StandardCharsets.ISO_8859_1);
    }

    /** Takes one character or escape; the index after it. */
    private int take(int at) {
        if (text.startsWith("\\x", at)) {
            bytes.write(Integer.parseInt(text, at + 2, at + 4, 16));
            return at + 4;
        }
        if (text.startsWith("\\*", at) && Character.isDigit(text.charAt(at + 2))) {
            return repeat(at + 2);
        }
        int point = text.codePointAt(at);
        bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
        return at + Character.charCount(point);
    }

    private int repeat(int at) {
        int open = text.indexOf('(', at);
        int close = text.indexOf(')', open);
        byte[] unit = FacadeCase.bytes(wire(text.substring(open + 1, close)));
        for (int i = Integer.parseInt(text, at, open, 10); i > 0; i--) {
            bytes.writeBytes(unit);
        }
        return close + 1;
    }
}
