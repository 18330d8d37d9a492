package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/**
 * One HTTP/1.1 message after the other off a stream, of either side, with bodies of a stated length: all that Bailey writes,
 * streams aside. Not thread-safe.
 */
final class HttpMessages {
    private final InputStream in;
    private byte[] buffer = new byte[8192];
    private int from;
    private int to;
    private int bodyStart;
    private int bodyLength;
    private String head = "";

    HttpMessages(InputStream in) {
        this.in = in;
    }

    /** Whether bytes of the next message are here already; its rest follows soon. */
    boolean isAnotherHere() {
        return to > bodyStart + bodyLength;
    }

    /** Reads the next message; false where the stream ends between two. */
    boolean read() throws IOException {
        from = bodyStart + bodyLength;
        int scan = from;
        int headEnd = -1;
        while (headEnd < 0) {
            for (; scan + 3 < to && headEnd < 0; scan++) {
                if (buffer[scan] == '\r'
                        && buffer[scan + 1] == '\n'
                        && buffer[scan + 2] == '\r'
                        && buffer[scan + 3] == '\n') {
                    headEnd = scan + 4;
                }
            }
            if (headEnd < 0) {
                int moved = from;
                if (!fill()) {
                    if (to > from) {
                        throw new IOException("the stream ended in a head");
                    }
                    return false;
                }
                scan -= moved - from;
            }
        }
        head = new String(buffer, from, headEnd - from, ISO_8859_1);
        bodyLength = length();
        int headLength = headEnd - from;
        while (to - from < headLength + bodyLength) {
            if (!fill()) {
                throw new IOException("the stream ended in a body");
            }
        }
        bodyStart = from + headLength;
        return true;
    }

    private int length() throws IOException {
        String lower = head.toLowerCase(Locale.ROOT);
        if (lower.contains("\r\ntransfer-encoding:")) {
            throw new IOException("chunks are not read here");
        }
        int at = lower.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return 0;
        }
        int start = at + "\r\ncontent-length:".length();
        return Integer.parseInt(
                lower.substring(start, lower.indexOf('\r', start)).trim());
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            bodyStart = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            return false;
        }
        to += read;
        return true;
    }

    String head() {
        return head;
    }

    String firstLine() {
        return head.substring(0, head.indexOf('\r'));
    }

    /** Of an answer. */
    int status() {
        return Integer.parseInt(head, 9, 12, 10);
    }

    byte[] array() {
        return buffer;
    }

    int bodyStart() {
        return bodyStart;
    }

    int bodyLength() {
        return bodyLength;
    }
}
