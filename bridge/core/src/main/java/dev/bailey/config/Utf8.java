package dev.bailey.config;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** UTF-8, strictly: nothing is replaced. */
final class Utf8 {
    private Utf8() {}

    /**
     * The text.
     *
     * @throws CharacterCodingException where {@link #validPrefix} ends
     */
    static String decode(byte[] bytes) throws CharacterCodingException {
        return strict().decode(ByteBuffer.wrap(bytes)).toString();
    }

    /** The text before the first byte that is not UTF-8. */
    static String validPrefix(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        strict().decode(ByteBuffer.wrap(bytes), text, true);
        return text.flip().toString();
    }

    private static CharsetDecoder strict() {
        return StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
