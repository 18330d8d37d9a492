package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Random texts must be read as Jackson's blocking parser reads them: the same verdict, and the same names and values.
 *
 * <p>Known differences where ours is to refuse, whatever Jackson does:
 *
 * <ul>
 *   <li>Jackson reads overlong UTF-8, surrogates in UTF-8 and more than U+10FFFF; here the JDK's strict decoder is asked
 *       first.
 *   <li>Jackson skips a BOM and takes NUL among the first four bytes for UTF-16 or UTF-32.
 *   <li>Jackson reads any number of values one after the other; here there is exactly one.
 * </ul>
 *
 * <p>And one where Jackson refuses: a name with half of a surrogate pair as an escape. RFC 8259, section 8.2, lets it
 * be, and untouched means untouched.
 *
 * <p>{@code -Dbailey.json.rounds=N} for more texts, {@code -Dbailey.json.seed=N} for others.
 */
class JsonAgainstJacksonTest {
    private static final String NAME = "name ";
    private static final int ROUNDS = Integer.getInteger("bailey.json.rounds", 20_000);
    private static final long SEED = Long.getLong("bailey.json.seed", 42);
    private static final JsonLimits WIDE = new JsonLimits(1000, 1000, 50_000);

    private final JsonFactory jackson = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxNumberLength(1000)
                    .maxNameLength(50_000)
                    .build())
            .build();

    @Test
    void well_formed_texts_are_read_alike() throws IOException {
        JsonDocuments documents = new JsonDocuments(SEED);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] b = documents.wellFormed();
            compare(b);
            assertTrue(!ours(b).isEmpty(), () -> shown(b));
        }
    }

    @Test
    void damaged_texts_are_judged_alike() throws IOException {
        JsonDocuments documents = new JsonDocuments(SEED + 1);
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] b = documents.mutated();
            compare(b);
            accepted += ours(b).isEmpty() ? 0 : 1;
        }
        assertTrue(accepted > ROUNDS / 50 && accepted < ROUNDS * 9 / 10, "a fair mixture: " + accepted);
    }

    @Test
    void the_table_is_judged_alike() throws IOException {
        for (JsonCases.Case c : JsonCases.all()) {
            compare(c.bytes());
        }
    }

    private void compare(byte[] b) throws IOException {
        List<String> ours = ours(b);
        if (!strictUtf8(b) || looksLikeAnotherEncoding(b)) {
            assertEquals(List.of(), ours, () -> shown(b));
        } else if (ours.stream().anyMatch(read -> read.startsWith(NAME) && hasLoneSurrogate(read))) {
            assertEquals(List.of(), jacksons(b), () -> shown(b));
        } else {
            assertEquals(jacksons(b), ours, () -> shown(b));
        }
    }

    /** What was read, one line a token; empty if refused. */
    private List<String> jacksons(byte[] b) throws IOException {
        List<String> seen = new ArrayList<>();
        int depth = 0;
        int values = 0;
        try (JsonParser parser = jackson.createParser(b)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth -= token.isStructEnd() ? 1 : 0;
                values += depth == 0 && !token.isStructEnd() ? 1 : 0;
                depth += token.isStructStart() ? 1 : 0;
                seen.add(token == JsonToken.FIELD_NAME ? NAME + parser.currentName() : parser.getText());
            }
        } catch (JsonProcessingException e) {
            return List.of();
        }
        return values == 1 ? seen : List.of();
    }

    private static List<String> ours(byte[] b) {
        try {
            List<String> seen = new ArrayList<>();
            walk(Json.parse(b, WIDE), seen);
            return seen;
        } catch (JsonException e) {
            return List.of();
        }
    }

    private static void walk(Json value, List<String> seen) throws JsonException {
        switch (value.kind()) {
            case OBJECT -> {
                seen.add("{");
                for (JsonMembers members = value.members(); members.next(); ) {
                    assertTrue(members.nameIs(members.name()));
                    seen.add(NAME + members.name());
                    walk(members.value(), seen);
                }
                seen.add("}");
            }
            case ARRAY -> {
                seen.add("[");
                for (JsonElements elements = value.elements(); elements.next(); ) {
                    walk(elements.value(), seen);
                }
                seen.add("]");
            }
            case STRING -> seen.add(text(value));
            default -> seen.add(value.toString());
        }
    }

    /** Jackson keeps lone surrogates; so does a name. */
    private static String text(Json string) throws JsonException {
        String asName = JsonText.decode(string.array(), string.offset() + 1, string.offset() + string.length() - 1);
        try {
            assertEquals(asName, string.text());
            assertFalse(hasLoneSurrogate(asName));
        } catch (JsonException e) {
            assertTrue(hasLoneSurrogate(asName), e.getMessage());
        }
        return asName;
    }

    private static boolean hasLoneSurrogate(String text) {
        return !UTF_8.newEncoder().canEncode(text);
    }

    private static boolean strictUtf8(byte[] b) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(b));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static boolean looksLikeAnotherEncoding(byte[] b) {
        for (int i = 0; i < Math.min(4, b.length); i++) {
            if (b[i] == 0) {
                return true;
            }
        }
        return b.length > 0 && (b[0] & 0xff) >= 0xef;
    }

    private static String shown(byte[] b) {
        return new String(b, UTF_8) + " = " + HexFormat.of().formatHex(b);
    }
}
