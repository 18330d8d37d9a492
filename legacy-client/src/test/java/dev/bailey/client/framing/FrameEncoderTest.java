package dev.bailey.client.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.config.Framing;
import dev.bailey.json.JsonWriter;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class FrameEncoderTest {
    private static final List<String> FRAMES =
            List.of("[]", "[12345678]", "[" + "1".repeat(98) + "]", "[" + "2".repeat(998) + "]", "[3]");

    @ParameterizedTest
    @EnumSource(Framing.class)
    void aPayloadBuiltInPlaceGivesTheSameFrames(Framing framing) {
        FrameEncoder encoder = Framings.encoder(framing);
        JsonWriter out = new JsonWriter(1);
        for (String frame : FRAMES) {
            int begun = encoder.begin(out);
            for (int i = 0; i < frame.length(); i++) {
                out.ascii(frame.charAt(i));
            }
            encoder.end(out, begun);
        }
        assertEquals(Flow.encode(framing, FRAMES), Flow.text(out.toByteArray()));
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void writesTheSliceThatItIsGivenBehindWhatIsThere(Framing framing) {
        JsonWriter out = new JsonWriter();
        out.raw(Flow.bytes("before"));
        Framings.encoder(framing).encode(out, Flow.bytes("__[1]__"), 2, 3);
        assertEquals("before" + Flow.encode(framing, List.of("[1]")), Flow.text(out.toByteArray()));
    }
}
