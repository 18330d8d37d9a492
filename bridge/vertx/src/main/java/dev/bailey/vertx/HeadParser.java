package dev.bailey.vertx;

import dev.bailey.http.HttpChecks;
import java.nio.charset.StandardCharsets;

/**
 * Reads one complete head (RFC 9112, sections 3, 5 and 6), strictly: whatever two parsers could read in two ways is refused,
 * for that is what request smuggling lives on.
 */
final class HeadParser {
    static final int MAX_VERB = 32;

    private static final String[] VERBS = {"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS"};
    private static final String VERSION = "HTTP/1.";
    private static final int MAX_LENGTH_DIGITS = 18;

    private final byte[] head;
    private final int maxUri;
    private final int fields;
    private final int[] offsets;
    private int at;

    private int version;
    private long length;
    private int lengths;
    private int codings;
    private boolean close;
    private boolean keepAlive;
    private boolean expectsContinue;

    /**
     * @param head from the request line to the empty line, every line ending in CR LF
     * @param fields how many lines there are between them
     */
    HeadParser(byte[] head, int fields, int maxUri) {
        this.head = head;
        this.fields = fields;
        this.maxUri = maxUri;
        this.offsets = new int[fields * WireHeaders.OFFSETS];
    }

    RequestHead parse() {
        String verb = verb();
        String target = target();
        version();
        for (int i = 0; i < fields; i++) {
            field(i * WireHeaders.OFFSETS);
        }
        checkFraming();
        return new RequestHead(
                verb,
                target,
                version,
                new WireHeaders(head, offsets, fields),
                codings > 0 ? RequestHead.CHUNKED : length,
                !close && (version > 0 || keepAlive),
                expectsContinue && version > 0);
    }

    // ---- request line

    private String verb() {
        while (Tokens.isToken(head[at])) {
            at++;
        }
        if (at == 0 || at > MAX_VERB || head[at] != ' ') {
            throw Refusals.malformed("the request line does not begin with a method of at most " + MAX_VERB
                    + " characters and one space");
        }
        int end = at++;
        for (String verb : VERBS) {
            if (verb.length() == end && startsWith(verb, 0)) {
                return verb;
            }
        }
        return text(0, end);
    }

    private String target() {
        int start = at;
        while (Tokens.isTarget(head[at])) {
            at++;
        }
        if (at - start > maxUri) {
            throw HttpChecks.uriTooLong(maxUri);
        }
        if (at == start || head[at] != ' ') {
            throw Refusals.malformed("the request line is not a method, a target and a version with one space between");
        }
        return text(start, at++);
    }

    /** A minor version above 1 is spoken to as 1 (RFC 9110, section 2.5). */
    private void version() {
        int digit = at + VERSION.length();
        if (digit + 3 > head.length
                || !startsWith(VERSION, at)
                || !isDigit(head[digit])
                || head[digit + 1] != '\r'
                || head[digit + 2] != '\n') {
            throw Refusals.malformed("the version of the request line is not HTTP/1.1 or HTTP/1.0");
        }
        version = head[digit] == '0' ? 0 : 1;
        at = digit + 3;
    }

    // ---- header fields

    private void field(int offset) {
        int nameStart = at;
        while (Tokens.isToken(head[at])) {
            at++;
        }
        int nameEnd = at;
        if (nameEnd == nameStart || head[at] != ':') {
            throw Refusals.malformed("a header field is not a name and a colon at the start of a line");
        }
        at++;
        while (isBlank(head[at])) {
            at++;
        }
        int valueStart = at;
        while (Tokens.isValue(head[at])) {
            at++;
        }
        if (head[at] != '\r' || head[at + 1] != '\n') {
            throw Refusals.malformed("the value of a header field has a control character");
        }
        int valueEnd = at;
        at += 2;
        while (valueEnd > valueStart && isBlank(head[valueEnd - 1])) {
            valueEnd--;
        }
        offsets[offset] = nameStart;
        offsets[offset + 1] = nameEnd;
        offsets[offset + 2] = valueStart;
        offsets[offset + 3] = valueEnd;
        look(nameStart, nameEnd, valueStart, valueEnd);
    }

    /** Heeds the fields that frame the message or concern the connection. */
    private void look(int name, int nameEnd, int value, int valueEnd) {
        switch (nameEnd - name) {
            case 6 -> {
                if (Tokens.equalsIgnoreCase(head, name, nameEnd, "expect")) {
                    expectsContinue |= Tokens.equalsIgnoreCase(head, value, valueEnd, "100-continue");
                }
            }
            case 10 -> {
                if (Tokens.equalsIgnoreCase(head, name, nameEnd, "connection")) {
                    connectionOptions(value, valueEnd);
                }
            }
            case 14 -> {
                if (Tokens.equalsIgnoreCase(head, name, nameEnd, "content-length")) {
                    contentLength(value, valueEnd);
                }
            }
            case 17 -> {
                if (Tokens.equalsIgnoreCase(head, name, nameEnd, "transfer-encoding")) {
                    transferEncoding(value, valueEnd);
                }
            }
            default -> {}
        }
    }

    private void contentLength(int from, int to) {
        if (lengths++ > 0) {
            throw Refusals.malformed(HttpChecks.LENGTH_REPEATED);
        }
        if (from == to || to - from > MAX_LENGTH_DIGITS) {
            throw Refusals.malformed(HttpChecks.LENGTH_NO_NUMBER);
        }
        for (int i = from; i < to; i++) {
            if (!isDigit(head[i])) {
                throw Refusals.malformed(HttpChecks.LENGTH_NO_NUMBER);
            }
            length = length * 10 + (head[i] - '0');
        }
    }

    private void transferEncoding(int from, int to) {
        if (codings++ > 0 || !Tokens.equalsIgnoreCase(head, from, to, "chunked")) {
            throw Refusals.malformed(HttpChecks.CODING_UNKNOWN);
        }
    }

    private void checkFraming() {
        if (codings > 0 && version == 0) {
            throw Refusals.malformed(HttpChecks.CODING_TOO_OLD);
        }
        if (codings > 0 && lengths > 0) {
            throw Refusals.malformed(HttpChecks.FRAMED_TWICE);
        }
    }

    private void connectionOptions(int from, int to) {
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && head[end] != ',') {
                end++;
            }
            connectionOption(start, end);
            start = end + 1;
        }
    }

    private void connectionOption(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(head[start])) {
            start++;
        }
        while (end > start && isBlank(head[end - 1])) {
            end--;
        }
        close |= Tokens.equalsIgnoreCase(head, start, end, "close");
        keepAlive |= Tokens.equalsIgnoreCase(head, start, end, "keep-alive");
    }

    // ---- bytes

    private boolean startsWith(String word, int from) {
        for (int i = 0; i < word.length(); i++) {
            if (head[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int from, int to) {
        return new String(head, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
