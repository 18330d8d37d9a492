package dev.bailey.client.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.Framing;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Work and room are counted, not timed. */
final class FramingWorkTest {
    private static final int BIG = 4 << 20;

    @ParameterizedTest
    @EnumSource(Framing.class)
    void aBigFrameDrippedByteByByteIsLookedAtOnce(Framing framing) throws Exception {
        String frame = "[\"" + "x\\\\".repeat(BIG / 3) + "\"]";
        byte[] wire = Flow.bytes(Flow.encode(framing, List.of(frame)));
        Boundary boundary = Framings.boundary(framing);
        CollectingDecoder decoder = new CollectingDecoder(boundary, frame.length());
        for (int i = 0; i < wire.length - 1; i++) {
            decoder.append(wire, i, i + 1);
            assertNull(decoder.next());
        }
        decoder.append(wire, wire.length - 1, wire.length);
        byte[] whole = decoder.next();
        assertNotNull(whole);
        assertEquals(frame, Flow.text(whole));
        assertEquals(wire.length, boundary.passed());
    }

    @Test
    void roomGrowsWithWhatComesAndInFewSteps() {
        Collector collector = new Collector();
        int steps = 0;
        for (int size = 1; size <= BIG; size++) {
            int before = collector.capacity();
            collector.add(new byte[] {(byte) size}, 0, 1, Long.MAX_VALUE);
            steps += collector.capacity() == before ? 0 : 1;
            assertTrue(collector.capacity() <= Math.max(128, 2 * size), "at " + size);
        }
        assertTrue(steps < 100, steps + " pieces to collect " + BIG);
        byte[] whole = collector.finish(new byte[0], 0, 0, 0);
        for (int i = 0; i < BIG; i++) {
            assertEquals((byte) (i + 1), whole[i]);
        }
    }

    @Test
    void noRoomIsMadeForWhatIsOnlyDeclared() {
        Collector collector = new Collector();
        collector.add(new byte[200], 0, 200, Integer.MAX_VALUE);
        assertEquals(200, collector.capacity());
        collector.add(new byte[1], 0, 1, 250);
        assertEquals(250, collector.capacity());
        assertEquals(250, collector.finish(new byte[49], 0, 49, 0).length);
        assertEquals(0, collector.capacity());
    }

    @Test
    void chunksThatAReaderIsNotReadyForAreCopiedAFewTimesEach() {
        Unread unread = new Unread();
        int copied = 0;
        byte[] array = unread.bytes();
        for (int size = 1; size <= BIG; size++) {
            unread.add(new byte[1], 0, 1);
            copied += unread.bytes() == array ? 0 : size;
            array = unread.bytes();
        }
        assertEquals(BIG, unread.size());
        assertTrue(copied < 3 * BIG, copied + " bytes copied to hold " + BIG);
    }

    /** Whatever the bytes are, frames and failures do not depend on the pieces in which they come. */
    @ParameterizedTest
    @EnumSource(Framing.class)
    void randomBytesMeanTheSameHoweverSplit(Framing framing) {
        Random random = new Random(20261120);
        for (int round = 0; round < 400; round++) {
            byte[] wire = RandomWire.of(framing, random);
            Flow.Decoded expected = Flow.decode(framing, 64, Flow.whole(wire));
            for (int most : List.of(1, 3, 16, 200)) {
                List<byte[]> pieces = Flow.pieces(wire, 1, most, random);
                assertEquals(expected, Flow.decode(framing, 64, pieces), () -> "of " + Flow.text(wire));
            }
        }
    }
}
