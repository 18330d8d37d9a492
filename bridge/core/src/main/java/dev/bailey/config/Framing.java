package dev.bailey.config;

/** How JSON-RPC messages are told apart on a stream. */
public enum Framing implements Word {
    /** A line feed after each message; a carriage return before it is skipped when reading. */
    NEWLINE("newline"),
    /** Carriage return and line feed. */
    CRLF("crlf"),
    /** A zero byte after each message. */
    NUL("nul"),
    /** {@code Content-Length} headers, in bytes, as the Language Server Protocol has them. */
    CONTENT_LENGTH("content-length"),
    /** {@code 12:{"id":1,…},}: the length in bytes in decimal, a colon, the message, a comma. */
    NETSTRING("netstring"),
    /** Four bytes of length, big-endian. */
    LENGTH_PREFIX("length-prefix"),
    /** One JSON value after the other, with nothing between; objects and arrays only. */
    CONCATENATED("concatenated");

    private final String word;

    Framing(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
