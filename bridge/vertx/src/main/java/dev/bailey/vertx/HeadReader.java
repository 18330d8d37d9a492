package dev.bailey.vertx;

import dev.bailey.http.HttpChecks;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the heads of requests out of a connection's bytes, however they are split, and keeps their limits before anything is
 * parsed. Looks at each byte once. Lines end in CR LF and in nothing else.
 */
final class HeadReader {
    private static final byte[] NONE = new byte[0];
    private static final int MAX_LINE_WITHOUT_TARGET = HeadParser.MAX_VERB + "  HTTP/1.1\r\n".length();

    private final int maxUri;
    private final int maxFieldBytes;

    /** The head so far when it came in more than one piece. */
    private byte[] partial = NONE;

    private int length;

    // Where the scan stands, counted from the first byte of the head.
    private int scanned;
    private int start;
    private int lineStart;
    private int fieldsStart;
    private int lines;

    private int taken;

    HeadReader(int maxUri, int maxFieldBytes) {
        this.maxUri = maxUri;
        this.maxFieldBytes = maxFieldBytes;
    }

    /** Whether not one byte of the next head has come. */
    boolean isEmpty() {
        return length == 0;
    }

    /** Room that a head takes which is not complete. */
    int held() {
        return partial.length;
    }

    /** Forgets what there is of a head. */
    void giveUp() {
        reset();
    }

    /** Bytes of the head that was complete last. */
    int taken() {
        return taken;
    }

    /**
     * Takes bytes until a head is complete.
     *
     * @return the head, or null when more bytes are needed: then all of the input is consumed
     * @throws dev.bailey.call.FailureException when it is malformed or too large
     */
    @Nullable
    RequestHead read(Input in) {
        if (length > 0) {
            return readOn(in);
        }
        int end = scan(in.array, in.position, in.limit);
        if (end < 0) {
            collect(in);
            return null;
        }
        byte[] head = Arrays.copyOfRange(in.array, in.position + start, in.position + end);
        in.position += end;
        return parse(head);
    }

    private @Nullable RequestHead readOn(Input in) {
        collect(in);
        int end = scan(partial, 0, length);
        if (end < 0) {
            return null;
        }
        in.position -= length - end;
        return parse(Arrays.copyOfRange(partial, start, end));
    }

    private void collect(Input in) {
        int more = in.readable();
        if (length + more > partial.length) {
            partial = Arrays.copyOf(partial, Math.max(length + more, 2 * partial.length));
        }
        System.arraycopy(in.array, in.position, partial, length, more);
        length += more;
        in.position = in.limit;
    }

    private RequestHead parse(byte[] head) {
        int fields = lines - 1;
        taken = head.length;
        reset();
        return new HeadParser(head, fields, maxUri).parse();
    }

    private void reset() {
        partial = NONE;
        length = 0;
        scanned = 0;
        start = 0;
        lineStart = 0;
        fieldsStart = 0;
        lines = 0;
    }

    /** Goes on looking for the empty line; returns where it ends, counted from {@code base}, or -1. */
    private int scan(byte[] a, int base, int to) {
        int i = base + scanned;
        while (i < to) {
            if (a[i++] == '\n' && endLine(a, base, i)) {
                return i - base;
            }
        }
        scanned = to - base;
        checkStart(a, base);
        // The last byte may be the CR of the empty line, which is not counted.
        checkSize(scanned - 1);
        return -1;
    }

    /** A line ends before {@code end}; returns whether it was the empty one after the fields. */
    private boolean endLine(byte[] a, int base, int end) {
        int size = end - base - lineStart;
        if (size < 2 || a[end - 2] != '\r') {
            throw Refusals.malformed("a line of the head does not end in CR LF");
        }
        lineStart = end - base;
        if (size == 2) {
            return endEmptyLine();
        }
        lines++;
        checkSize(lineStart);
        if (lines == 1) {
            fieldsStart = lineStart;
        } else if (lines > 1 + HttpChecks.MAX_FIELDS) {
            throw HttpChecks.tooManyFields();
        }
        return false;
    }

    /** One empty line before the request line is let pass (RFC 9112, section 2.2). */
    private boolean endEmptyLine() {
        if (lines == 0 && start > 0) {
            throw Refusals.malformed("there is more than one empty line before the request line");
        }
        if (lines == 0) {
            start = lineStart;
        }
        return lines > 0;
    }

    private void checkSize(int until) {
        if (fieldsStart == 0) {
            if (until - start > maxUri + MAX_LINE_WITHOUT_TARGET) {
                throw HttpChecks.uriTooLong(maxUri);
            }
        } else if (until - fieldsStart > maxFieldBytes) {
            throw Refusals.headersTooLarge(maxFieldBytes);
        }
    }

    /** Bytes that cannot become a request, as those of TLS, are not waited for. */
    private void checkStart(byte[] a, int base) {
        if (lines == 0 && scanned > start && a[base + start] != '\r' && !Tokens.isToken(a[base + start])) {
            throw Refusals.malformed("the request line does not begin with a method");
        }
    }
}
