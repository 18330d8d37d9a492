package dev.bailey.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Where a run of plain text ends, whatever ends it and wherever in a word it stands. */
final class PlainTextTest {
    private static final int SIZE = 40;

    @Test
    void everyByteAtEveryPlace() {
        for (int filler : new int[] {' ', '!', '#', '[', ']', '~', 0x7f}) {
            for (int value = 0; value < 256; value++) {
                for (int place = 1; place < SIZE - 1; place++) {
                    byte[] text = new byte[SIZE];
                    Arrays.fill(text, (byte) filler);
                    text[place] = (byte) value;
                    boolean plain = value >= ' ' && value != '"' && value != '\\' && value < 0x80;
                    assertEquals(plain ? SIZE - 1 : place, PlainText.end(text, 1, SIZE - 1), value + " at " + place);
                }
            }
        }
    }

    @Test
    void theFirstOfTwoEndsIt() {
        for (int first = 0; first < SIZE; first++) {
            for (int second = first + 1; second < SIZE; second++) {
                byte[] text = new byte[SIZE];
                Arrays.fill(text, (byte) 'x');
                text[first] = '"';
                text[second] = '\n';
                assertEquals(first, PlainText.end(text, 0, SIZE), first + ", " + second);
            }
        }
    }

    @Test
    void nothing() {
        assertEquals(3, PlainText.end(new byte[8], 3, 3));
    }
}
