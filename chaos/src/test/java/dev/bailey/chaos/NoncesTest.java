package dev.bailey.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class NoncesTest {
    private final Nonces nonces = new Nonces(42, 100_000);

    @Test
    void aWordTellsItsCall() {
        for (int call = 0; call < 100_000; call++) {
            assertEquals(call, nonces.callOf(nonces.of(call)));
        }
    }

    @Test
    void aDamagedWordIsNobodys() {
        String word = nonces.of(7);
        for (int at = 0; at < word.length(); at++) {
            char other = word.charAt(at) == '0' ? '1' : '0';
            assertEquals(-1, nonces.callOf(word.substring(0, at) + other + word.substring(at + 1)));
        }
        assertEquals(-1, nonces.callOf(""));
        assertEquals(-1, nonces.callOf("x".repeat(Nonces.CHARS)));
    }

    @Test
    void anotherRunHasOtherWords() {
        assertNotEquals(nonces.of(7), new Nonces(43, 100_000).of(7));
        assertEquals(-1, nonces.callOf(new Nonces(43, 100_000).of(7)));
    }
}
