package dev.bailey.client.framing;

import dev.bailey.config.Framing;

/** Every framing, by its name in the configuration. */
public final class Framings {
    private static final FrameEncoder NEWLINE = new DelimitingEncoder("\n");
    private static final FrameEncoder CRLF = new DelimitingEncoder("\r\n");
    private static final FrameEncoder NUL = new DelimitingEncoder("\0");
    private static final FrameEncoder CONTENT_LENGTH = new DecimalLengthEncoder("Content-Length: ", "\r\n\r\n", "");
    private static final FrameEncoder NETSTRING = new DecimalLengthEncoder("", ":", ",");
    private static final FrameEncoder LENGTH_PREFIX = new LengthPrefixEncoder();
    private static final FrameEncoder CONCATENATED = new DelimitingEncoder("");

    private Framings() {}

    /**
     * A decoder for one connection.
     *
     * @param maxFrame the most payload bytes that a frame may have; one with more fails as soon as that is known, by its
     *     head or by what has come
     */
    public static FrameDecoder decoder(Framing framing, int maxFrame) {
        return new CollectingDecoder(boundary(framing), maxFrame);
    }

    /** The encoder, which all connections share. */
    public static FrameEncoder encoder(Framing framing) {
        return switch (framing) {
            case NEWLINE -> NEWLINE;
            case CRLF -> CRLF;
            case NUL -> NUL;
            case CONTENT_LENGTH -> CONTENT_LENGTH;
            case NETSTRING -> NETSTRING;
            case LENGTH_PREFIX -> LENGTH_PREFIX;
            case CONCATENATED -> CONCATENATED;
        };
    }

    /** The boundaries alone, for a reader that passes payload on before its frame is whole. */
    public static Boundary boundary(Framing framing) {
        return switch (framing) {
            case NEWLINE -> new NewlineBoundary();
            case CRLF -> new CrlfBoundary();
            case NUL -> new NulBoundary();
            case CONTENT_LENGTH -> new ContentLengthBoundary();
            case NETSTRING -> new NetstringBoundary();
            case LENGTH_PREFIX -> new LengthPrefixBoundary();
            case CONCATENATED -> new ConcatenatedBoundary();
        };
    }
}
