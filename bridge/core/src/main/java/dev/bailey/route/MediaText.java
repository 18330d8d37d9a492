package dev.bailey.route;

import dev.bailey.http.Payload;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Bodies of {@code text/*}, read by their charset parameter (RFC 9110, section 8.3.2); UTF-8 without one. */
final class MediaText {
    private static final String CHARSET = "charset=";

    private MediaText() {}

    static boolean isText(String mediaType) {
        return mediaType.toLowerCase(Locale.ROOT).startsWith("text/");
    }

    /** The text; empty if the charset is unknown or the bytes are not of it. */
    static Optional<String> decode(String mediaType, Payload body) {
        Optional<Charset> charset = charset(mediaType.toLowerCase(Locale.ROOT));
        if (charset.isEmpty()) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(body.array(), body.offset(), body.length());
            return Optional.of(charset.get().newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
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
