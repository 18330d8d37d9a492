package dev.bailey.client.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts the heads of answers out of what comes, however it is split. Lines end in CR LF and in nothing else. */
final class HeadBytes {
    private static final String BEGINNING = "HTTP/1.";
    private static final int USUAL = 512;

    private final int max;
    private byte[] bytes = new byte[USUAL];
    private int length;
    private int lineStart;

    /** @param max bytes of a head */
    HeadBytes(int max) {
        this.max = max;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Takes bytes up to the end of the head; false when more are needed. */
    boolean take(Received in) throws HttpException {
        while (in.isReadable()) {
            byte b = in.next();
            append(b);
            if (b == '\n' && endLine()) {
                return true;
            }
        }
        return false;
    }

    /** The head, which is whole; what comes next is another one. */
    String remove() {
        String head = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        length = 0;
        lineStart = 0;
        return head;
    }

    private void append(byte b) throws HttpException {
        // bytes that cannot become an answer are not waited for
        if (length < BEGINNING.length() && b != BEGINNING.charAt(length)) {
            throw HttpException.malformed("it does not begin with " + BEGINNING);
        }
        if (length == max) {
            throw HttpException.tooLarge("head", max);
        }
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(max, 2 * length));
        }
        bytes[length++] = b;
    }

    /** Whether the line that ends here is the empty one. */
    private boolean endLine() throws HttpException {
        int size = length - lineStart;
        if (size < 2 || bytes[length - 2] != '\r') {
            throw HttpException.malformed("a line of the head does not end in CR LF");
        }
        lineStart = length;
        return size == 2;
    }
}
