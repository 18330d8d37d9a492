package dev.bailey.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class HeldBytesTest {
    private final BytesInFlight process = new BytesInFlight(100_000);
    private final HeldBytes one = new HeldBytes(process);
    private final HeldBytes other = new HeldBytes(process);

    @Test
    void smallMessagesTouchNothing() {
        assertTrue(one.hold(2048));
        assertEquals(0, process.current());
    }

    @Test
    void theProcessHoldsAsMuchAsItsConnections() {
        assertTrue(one.hold(5000));
        assertTrue(other.hold(50_000));
        assertEquals(8192 + 53_248, process.current());
        assertTrue(other.hold(3000));
        assertEquals(8192 + 4096, process.current());
        one.release();
        other.release();
        assertEquals(0, process.current());
    }

    @Test
    void whereThereIsNoRoomWhatWasHeldStays() {
        assertTrue(one.hold(60_000));
        assertFalse(other.hold(60_000));
        assertEquals(61_440, process.current());
        assertTrue(other.hold(30_000));
        one.release();
        assertEquals(32_768, process.current());
    }
}
