package dev.bailey.client.http;

import dev.bailey.http.Headers;

/**
 * Reads one complete head (RFC 9112, sections 4, 5 and 6), strictly: whatever two parsers could read in two ways is refused,
 * for then nobody knows where the answer ends.
 */
final class ResponseHeadParser {
    private static final String VERSION = "HTTP/1.";
    private static final int STATUS = "HTTP/1.1 ".length();
    private static final int STATUS_END = STATUS + 3;
    private static final int MAX_LENGTH_DIGITS = 18;

    private final String head;
    private final Headers.Builder headers = new Headers.Builder();
    private int at;
    private long length = ResponseHead.UNTIL_CLOSE;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;

    /** @param head in Latin-1, from the status line to the empty line, every line ending in CR LF */
    ResponseHeadParser(String head) {
        this.head = head;
    }

    ResponseHead parse() throws HttpException {
        int end = head.indexOf('\r');
        boolean http10 = version();
        int status = status(end);
        at = end + 2;
        while (head.charAt(at) != '\r') {
            field();
        }
        checkFraming(http10);
        return new ResponseHead(
                status, headers.build(), chunked ? ResponseHead.CHUNKED : length, !close && (!http10 || keepAlive));
    }

    private boolean version() throws HttpException {
        if (!head.startsWith(VERSION) || !Tokens.isDigit(head.charAt(VERSION.length()))) {
            throw HttpException.malformed("the version is not HTTP/1.1 or HTTP/1.0");
        }
        return head.charAt(VERSION.length()) == '0';
    }

    private int status(int end) throws HttpException {
        boolean wellFormed = end >= STATUS_END
                && head.charAt(STATUS - 1) == ' '
                && Tokens.isDigit(head.charAt(STATUS))
                && Tokens.isDigit(head.charAt(STATUS + 1))
                && Tokens.isDigit(head.charAt(STATUS + 2))
                && (end == STATUS_END || head.charAt(STATUS_END) == ' ')
                && Tokens.isValue(head.substring(STATUS, end))
                && head.charAt(end + 1) == '\n';
        if (!wellFormed) {
            throw HttpException.malformed("the status line is not a version, three digits and a reason");
        }
        return Integer.parseInt(head, STATUS, STATUS_END, 10);
    }

    private void field() throws HttpException {
        int start = at;
        while (Tokens.isTokenChar(head.charAt(at))) {
            at++;
        }
        if (at == start || head.charAt(at) != ':') {
            throw HttpException.malformed("a header field is not a name and a colon at the start of a line");
        }
        String name = head.substring(start, at++);
        int from = at;
        while (Tokens.isValueChar(head.charAt(at))) {
            at++;
        }
        if (head.charAt(at) != '\r' || head.charAt(at + 1) != '\n') {
            throw HttpException.malformed("the value of a header field has a control character");
        }
        String value = trimmed(from, at);
        at += 2;
        headers.add(name, value);
        look(name, value);
    }

    private String trimmed(int from, int to) {
        int start = from;
        int end = to;
        while (start < end && isBlank(head.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(head.charAt(end - 1))) {
            end--;
        }
        return head.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Heeds the fields that frame the message or concern the connection. */
    private void look(String name, String value) throws HttpException {
        if (name.equalsIgnoreCase("Content-Length")) {
            contentLength(value);
        } else if (name.equalsIgnoreCase("Transfer-Encoding")) {
            if (chunked || !value.equalsIgnoreCase("chunked")) {
                throw HttpException.malformed("the only Transfer-Encoding taken is one 'chunked'");
            }
            chunked = true;
        } else if (name.equalsIgnoreCase("Connection")) {
            for (String option : value.split(",", -1)) {
                close |= option.strip().equalsIgnoreCase("close");
                keepAlive |= option.strip().equalsIgnoreCase("keep-alive");
            }
        }
    }

    private void contentLength(String value) throws HttpException {
        if (length != ResponseHead.UNTIL_CLOSE) {
            throw HttpException.malformed("the Content-Length header is repeated");
        }
        if (value.isEmpty()
                || value.length() > MAX_LENGTH_DIGITS
                || !value.chars().allMatch(c -> Tokens.isDigit((char) c))) {
            throw HttpException.malformed("the Content-Length header is not a number of bytes");
        }
        length = Long.parseLong(value);
    }

    private void checkFraming(boolean http10) throws HttpException {
        if (chunked && http10) {
            throw HttpException.malformed("Transfer-Encoding does not exist in HTTP/1.0");
        }
        if (chunked && length != ResponseHead.UNTIL_CLOSE) {
            throw HttpException.malformed("Content-Length and Transfer-Encoding exclude each other");
        }
    }
}
