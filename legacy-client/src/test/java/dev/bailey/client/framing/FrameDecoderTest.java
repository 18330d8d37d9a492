package dev.bailey.client.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.Framing;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every framing's decoder does alike. */
final class FrameDecoderTest {
    private static final String FRAME = "{\"id\":12}";

    @ParameterizedTest
    @EnumSource(Framing.class)
    void takesAFrameOfExactlyTheLimitAndNoneOfOneMore(Framing framing) throws Exception {
        byte[] wire = Flow.bytes(Flow.encode(framing, List.of(FRAME)));
        for (List<byte[]> chunks : List.of(Flow.whole(wire), Flow.byteByByte(wire))) {
            assertEquals(
                    List.of(FRAME), Flow.decode(framing, FRAME.length(), chunks).frames());
        }
        for (List<byte[]> chunks : List.of(Flow.whole(wire), Flow.byteByByte(wire))) {
            assertTrue(
                    Flow.decode(framing, FRAME.length() - 1, chunks).failure().isPresent());
        }
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void stopsInMidChunkAndGoesOn(Framing framing) throws Exception {
        byte[] wire = Flow.bytes(Flow.encode(framing, List.of("[1]", "[2]", "[3]")));
        FrameDecoder decoder = Framings.decoder(framing, 100);
        decoder.append(wire, 0, wire.length - 2);
        assertEquals("[1]", next(decoder));
        decoder.keep();
        byte[] rest = Arrays.copyOfRange(wire, wire.length - 2, wire.length);
        Arrays.fill(wire, (byte) '!');
        decoder.append(rest, 0, 1);
        decoder.append(rest, 1, 2);
        Arrays.fill(rest, (byte) '!');
        assertEquals("[2]", next(decoder));
        assertEquals("[3]", next(decoder));
        assertNull(decoder.next());
        assertEquals(0, decoder.held());
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void readsOnlyTheBytesOfTheChunkBetweenItsBounds(Framing framing) throws Exception {
        byte[] wire = Flow.bytes("}]\n" + Flow.encode(framing, List.of(FRAME)) + "[1");
        FrameDecoder decoder = Framings.decoder(framing, 100);
        decoder.append(wire, 3, wire.length - 2);
        assertEquals(FRAME, next(decoder));
        assertNull(decoder.next());
        assertFalse(decoder.midFrame());
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void isMidFrameFromTheFirstByteToTheLast(Framing framing) throws Exception {
        byte[] wire = Flow.bytes(Flow.encode(framing, List.of(FRAME)));
        FrameDecoder decoder = Framings.decoder(framing, 100);
        assertFalse(decoder.midFrame());
        for (int i = 0; i < wire.length - 1; i++) {
            decoder.append(wire, i, i + 1);
            assertNull(decoder.next());
            assertTrue(decoder.midFrame(), "after byte " + i);
            String partial = Flow.text(decoder.partial());
            assertTrue(decoder.held() >= partial.length(), "room for what has come");
            assertTrue((FRAME + "\r").startsWith(partial), partial);
        }
        decoder.append(wire, wire.length - 1, wire.length);
        assertEquals(FRAME, next(decoder));
        assertFalse(decoder.midFrame());
        assertArrayEquals(new byte[0], decoder.partial());
        assertEquals(0, decoder.held());
    }

    @Test
    void blanksBeginNothing() throws Exception {
        for (Framing framing :
                List.of(Framing.NEWLINE, Framing.CRLF, Framing.NUL, Framing.CONCATENATED, Framing.CONTENT_LENGTH)) {
            FrameDecoder decoder = Framings.decoder(framing, 1);
            byte[] blanks = Flow.bytes("\r\n".repeat(1000));
            decoder.append(blanks, 0, blanks.length);
            assertNull(decoder.next());
            assertFalse(decoder.midFrame(), framing::name);
            assertEquals(0, decoder.held());
        }
    }

    @Test
    void countsWhatItHolds() throws Exception {
        FrameDecoder decoder = Framings.decoder(Framing.NEWLINE, 100);
        byte[] wire = Flow.bytes("[1]\n[2]\n[3");
        decoder.append(wire, 0, wire.length);
        assertEquals(10, decoder.held());
        assertEquals("[1]", next(decoder));
        assertEquals(6, decoder.held());
        assertEquals("[2]", next(decoder));
        assertNull(decoder.next());
        assertEquals(100, decoder.held(), "room, which is made for some bytes at once");
        assertEquals("[3", Flow.text(decoder.partial()));
    }

    @Test
    void aFrameIsAnArrayOfItsOwn() throws Exception {
        FrameDecoder decoder = Framings.decoder(Framing.LENGTH_PREFIX, 1000);
        byte[] wire = Flow.bytes("\0\0\2\0" + "x".repeat(512));
        decoder.append(wire, 0, 500);
        assertNull(decoder.next());
        decoder.append(wire, 500, wire.length);
        byte[] first = decoder.next();
        assertNotNull(first);
        decoder.append(Flow.bytes("\0\0\2\0" + "y".repeat(512)), 0, 500);
        assertNull(decoder.next());
        assertEquals("x".repeat(512), Flow.text(first));
    }

    @Test
    void theLimitIsAtLeastOneByte() {
        assertThrows(IllegalArgumentException.class, () -> Framings.decoder(Framing.NEWLINE, 0));
    }

    private static String next(FrameDecoder decoder) throws FramingException {
        byte[] frame = decoder.next();
        assertNotNull(frame);
        return Flow.text(frame);
    }
}
