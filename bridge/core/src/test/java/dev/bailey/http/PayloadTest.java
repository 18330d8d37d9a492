package dev.bailey.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

final class PayloadTest {
    private final byte[] array = "0123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    @Test
    void anArrayThatFitsIsNotCopied() {
        assertSame(array, Payload.trimmed(array, 10).array());
        assertSame(array, Payload.trimmed(array, 9).array());
        assertEquals("012345678", Payload.trimmed(array, 9).toString());
    }

    @Test
    void whatIsMuchTooLargeIsNotKept() {
        Payload trimmed = Payload.trimmed(array, 6);
        assertNotSame(array, trimmed.array());
        assertEquals(6, trimmed.array().length);
        assertEquals("012345", trimmed.toString());
        assertEquals("", Payload.trimmed(array, 0).toString());
    }
}
