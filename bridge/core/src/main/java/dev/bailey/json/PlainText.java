package dev.bailey.json;

import static dev.bailey.json.JsonGrammar.NEXT;
import static dev.bailey.json.JsonGrammar.STRING;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Passes over what stands for itself within a string: most bytes of most answers. Long runs of it go eight bytes at a time. */
final class PlainText {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final long QUOTES = '"' * EACH;
    private static final long BACKSLASHES = '\\' * EACH;
    private static final long BLANKS = ' ' * EACH;

    private PlainText() {}

    /** The index of the first byte in {@code b[from, to)} that is a quote, a backslash, a control or no ASCII, or {@code to}. */
    static int end(byte[] b, int from, int to) {
        // short text, and text of letters that are no ASCII, would pay for words and gain nothing
        int near = Math.min(to, from + Long.BYTES);
        int at = byBytes(b, from, near);
        return at < near || at == to ? at : byBytes(b, byWords(b, at, to), to);
    }

    private static int byBytes(byte[] b, int from, int to) {
        int at = from;
        while (at < to && NEXT[b[at] & 0xff] == STRING) {
            at++;
        }
        return at;
    }

    /** Stops no more than seven bytes before the end of the run. */
    private static int byWords(byte[] b, int from, int to) {
        int at = from;
        for (int last = to - Long.BYTES; at <= last; at += Long.BYTES) {
            long bytes = (long) LONG.get(b, at);
            long quote = bytes ^ QUOTES;
            long backslash = bytes ^ BACKSLASHES;
            // a byte less one that is greater has its highest bit set; the borrow may mark bytes after it, too
            if (((bytes | (bytes - BLANKS) | (quote - EACH) | (backslash - EACH)) & HIGH) != 0) {
                return at;
            }
        }
        return at;
    }
}
