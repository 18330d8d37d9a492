package dev.bailey.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of path and query (RFC 3986, section 2.1), strict in both directions. */
final class PercentCoding {
    private PercentCoding() {}

    /**
     * Decodes once what {@link dev.bailey.http.HttpChecks} has passed.
     *
     * @param plusIsSpace as in queries
     * @param origin names the value in messages
     * @throws dev.bailey.call.FailureException if the bytes are not UTF-8 or hold a control character
     */
    static String decode(String raw, boolean plusIsSpace, Origin origin) {
        if (raw.indexOf('%') < 0 && (!plusIsSpace || raw.indexOf('+') < 0)) {
            return raw;
        }
        byte[] bytes = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes[length++] = (byte) Integer.parseInt(raw, i + 1, i + 3, 16);
                i += 2;
            } else {
                bytes[length++] = (byte) (plusIsSpace && c == '+' ? ' ' : c);
            }
        }
        return text(bytes, length, origin);
    }

    private static String text(byte[] bytes, int length, Origin origin) {
        for (int i = 0; i < length; i++) {
            if ((bytes[i] >= 0 && bytes[i] < 0x20) || bytes[i] == 0x7f) {
                throw origin.refused("holds an escaped control character");
            }
        }
        return utf8(bytes, length, origin);
    }

    /** Strict UTF-8. */
    static String utf8(byte[] bytes, int length, Origin origin) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw origin.refused("is not valid UTF-8");
        }
    }
}
