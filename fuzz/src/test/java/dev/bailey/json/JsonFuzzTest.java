package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/** The scanner judges as Jackson does, whichever way bytes are split; and what it let pass can be walked. */
class JsonFuzzTest {
    private static final JsonLimits LIMITS = new JsonLimits(900, 900, 40_000);
    private static final int BYTE_ORDER_MARK = 0xef;
    private static final JsonFactory JACKSON = new JsonFactory();

    @FuzzTest
    void isJudgedAsByJackson(byte[] text) throws IOException {
        boolean ours = accepts(text);
        // where Jackson differs on purpose of ours: other encodings, and halves of surrogate pairs; see
        // JsonAgainstJacksonTest
        if (isStrictUtf8(text) && !looksLikeAnotherEncoding(text) && !new String(text, UTF_8).contains("\\u")) {
            assertEquals(jacksonAccepts(text), ours);
        }
    }

    @FuzzTest
    void anySplitIsJudgedAlike(byte[] text) {
        String whole = verdict(text, text.length);
        for (int at = 0; at < text.length; at++) {
            assertEquals(whole, verdict(text, at));
        }
    }

    private static boolean accepts(byte[] text) {
        Json value;
        try {
            value = Json.parse(text, LIMITS);
        } catch (JsonException e) {
            return false;
        }
        walk(value);
        return true;
    }

    /** What was accepted once is so in all its parts. */
    private static void walk(Json value) {
        try {
            switch (value.kind()) {
                case OBJECT -> {
                    for (JsonMembers members = value.members(); members.next(); ) {
                        walk(members.value());
                    }
                }
                case ARRAY -> {
                    for (JsonElements elements = value.elements(); elements.next(); ) {
                        walk(elements.value());
                    }
                }
                default -> assertEquals(value.length(), value.toByteArray().length);
            }
        } catch (JsonException e) {
            throw new AssertionError("a part of what was accepted is refused", e);
        }
    }

    /** Where the value ended, or that it was refused. */
    private static String verdict(byte[] text, int split) {
        JsonScanner scanner = new JsonScanner(LIMITS);
        try {
            int at = scanner.feed(text, 0, split);
            if (!scanner.done()) {
                at = scanner.feed(text, at, text.length);
            }
            if (!scanner.done()) {
                scanner.end();
            }
            return "ends at " + at;
        } catch (JsonException e) {
            return "refused";
        }
    }

    private static boolean jacksonAccepts(byte[] text) throws IOException {
        int depth = 0;
        int values = 0;
        try (JsonParser parser = JACKSON.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth -= token.isStructEnd() ? 1 : 0;
                values += depth == 0 && !token.isStructEnd() ? 1 : 0;
                depth += token.isStructStart() ? 1 : 0;
                parser.getText();
            }
        } catch (JsonProcessingException e) {
            return false;
        }
        return values == 1;
    }

    private static boolean isStrictUtf8(byte[] text) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean looksLikeAnotherEncoding(byte[] text) {
        for (int i = 0; i < Math.min(4, text.length); i++) {
            if (text[i] == 0) {
                return true;
            }
        }
        return text.length > 0 && (text[0] & 0xff) >= BYTE_ORDER_MARK;
    }
}
