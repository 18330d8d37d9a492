package dev.bailey.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding of path and query (RFC 3986, section 2.1), strict in both directions. */
final class PercentCoding {
    private static final String HEX = "0123456789ABCDEF";

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

    /** Encodes everything but unreserved characters (RFC 3986, section 2.3): nothing of the text can be read as syntax. */
    static String encode(String text) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                out.append((char) b);
            } else {
                out.append('%').append(HEX.charAt((b >> 4) & 0xf)).append(HEX.charAt(b & 0xf));
            }
        }
        return out.toString();
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
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
