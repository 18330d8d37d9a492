package dev.bailey.route;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * Bodies of {@code text/*} as JSON strings, read by their charset parameter (RFC 9110, section 8.3.2); UTF-8 without one. Goes
 * through them piece by piece: a string of the whole, and its escapes, may be many times as large.
 */
final class MediaText {
    private static final String CHARSET = "charset=";

    private static final int PIECE = 4096;

    private MediaText() {}

    static boolean isText(String mediaType) {
        return mediaType.toLowerCase(Locale.ROOT).startsWith("text/");
    }

    /**
     * The text; empty if the charset is unknown or the bytes are not of it.
     *
     * @param max bytes of the string
     * @throws FailureException if it has more
     */
    static Optional<Json> read(String mediaType, Payload body, int max) {
        Optional<Charset> charset = charset(mediaType.toLowerCase(Locale.ROOT));
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        JsonWriter out = new JsonWriter(Math.min(max, body.length() + body.length() / 16) + 64);
        try {
            write(out, charset.get().newDecoder(), body, max);
            return Optional.of(out.finish());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes a body as a string whatever it is: what is not UTF-8 is replaced.
     *
     * @param max bytes of what is written then, with what was before
     * @throws FailureException if it has more
     */
    static void write(JsonWriter out, Payload body, int max) {
        try {
            CharsetDecoder lenient = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPLACE)
                    .onUnmappableCharacter(CodingErrorAction.REPLACE);
            write(out, lenient, body, max);
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("what is replaced is no error", e);
        }
    }

    private static void write(JsonWriter out, CharsetDecoder decoder, Payload body, int max)
            throws CharacterCodingException {
        ByteBuffer bytes = ByteBuffer.wrap(body.array(), body.offset(), body.length());
        CharBuffer piece = CharBuffer.allocate(PIECE);
        out.ascii('"');
        CoderResult result;
        do {
            result = decoder.decode(bytes, piece, true);
            if (result.isError()) {
                result.throwException();
            }
            writePiece(out, piece, max);
        } while (result.isOverflow());
        do {
            result = decoder.flush(piece);
            writePiece(out, piece, max);
        } while (result.isOverflow());
        out.ascii('"');
    }

    private static void writePiece(JsonWriter out, CharBuffer piece, int max) {
        out.characters(piece.flip());
        piece.clear();
        if (out.size() > max) {
            throw new FailureException(FailureKind.REPLY_TOO_LARGE
                    .because("as JSON the service's text is over the limit of " + max + " bytes")
                    .delivered(Delivery.ANSWERED));
        }
    }

    private static Optional<Charset> charset(String mediaType) {
        int at = mediaType.indexOf(CHARSET);
        if (at < 0) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        int semicolon = mediaType.indexOf(';', at);
        String name = mediaType
                .substring(at + CHARSET.length(), semicolon < 0 ? mediaType.length() : semicolon)
                .replace('"', ' ')
                .strip();
        try {
            return Charset.isSupported(name) ? Optional.of(Charset.forName(name)) : Optional.empty();
        } catch (IllegalCharsetNameException e) {
            return Optional.empty();
        }
    }
}
