package dev.bailey.client.framing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ByteSearchTest {
    /** Each byte as the one looked for, among its neighbours in value, which a careless word trick takes for it. */
    @Test
    void findsTheFirstWhereverItStandsAndWhateverIsAround() {
        for (int wanted = 0; wanted < 256; wanted++) {
            for (int around : List.of(wanted ^ 1, wanted ^ 0x80, wanted + 1, wanted - 1, 0xFF ^ wanted)) {
                findsAtEveryIndex((byte) wanted, (byte) around);
            }
        }
    }

    private static void findsAtEveryIndex(byte wanted, byte around) {
        byte[] bytes = new byte[30];
        for (int at = 2; at < 28; at++) {
            Arrays.fill(bytes, around);
            bytes[1] = wanted;
            assertEquals(28, ByteSearch.indexOf(wanted, bytes, 2, 28));
            bytes[at] = wanted;
            bytes[28] = wanted;
            assertEquals(at, ByteSearch.indexOf(wanted, bytes, 2, 28));
            bytes[27] = wanted;
            assertEquals(at, ByteSearch.indexOf(wanted, bytes, 2, 28));
        }
    }

    @Test
    void findsNothingInNothing() {
        assertEquals(3, ByteSearch.indexOf((byte) 0, new byte[8], 3, 3));
    }
}
