package dev.bailey.client.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.bailey.config.Framing;
import java.util.ArrayList;
import java.util.List;

/** Every framing reads the same frames, and finds the same faults, however the bytes were split. */
class FramingFuzzTest {
    private static final int MAX_FRAME = 300;
    private static final int MOST_SPLITS = 64;

    @FuzzTest
    void anySplitGivesTheSameFrames(byte[] wire) {
        for (Framing framing : Framing.values()) {
            List<String> whole = decode(framing, wire, wire.length);
            for (int at = 0; at < Math.min(wire.length, MOST_SPLITS); at++) {
                assertEquals(whole, decode(framing, wire, at), framing + ", split at " + at);
            }
        }
    }

    private static List<String> decode(Framing framing, byte[] wire, int split) {
        FrameDecoder decoder = Framings.decoder(framing, MAX_FRAME);
        List<String> seen = new ArrayList<>();
        try {
            take(decoder, wire, 0, split, seen);
            take(decoder, wire, split, wire.length, seen);
            seen.add(decoder.midFrame() ? "and half a frame" : "and no more");
        } catch (FramingException e) {
            seen.add("then " + e.reason());
        }
        return seen;
    }

    private static void take(FrameDecoder decoder, byte[] wire, int from, int to, List<String> seen)
            throws FramingException {
        decoder.append(wire, from, to);
        for (byte[] frame = decoder.next(); frame != null; frame = decoder.next()) {
            seen.add(new String(frame, ISO_8859_1));
        }
        decoder.keep();
    }
}
