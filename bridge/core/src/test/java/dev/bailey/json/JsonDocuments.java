package dev.bailey.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Random JSON texts, and texts that are nearly JSON. */
final class JsonDocuments {
    private static final String[] NUMBERS = {
        "0", "-0", "7", "-12", "3.25", "1e5", "1E-7", "-0.0e+10", "12345678901234567890", "0.1e1"
    };
    private static final String[] PIECES = {
        "a",
        "é",
        "€",
        "😀",
        " ",
        "/",
        "'",
        "\\n",
        "\\\"",
        "\\\\",
        "\\/",
        "\\u0041",
        "\\u00e9",
        "\\ud83d\\ude00",
        "\\ud800",
        "\\udc00",
        "\u007f",
        "plain ascii text"
    };
    private static final String[] SPACES = {"", "", "", " ", "\n", "\t", "\r\n", "  "};
    /** Bytes that change the meaning of what is around them. */
    private static final byte[] TELLING = bytes("{}[]:,\"\\0-+.eEutrfn/ \n\t19aA#'x");

    private static final int[] STRANGE = {
        0x00, 0x0c, 0x1f, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xe0, 0xa0, 0xed, 0x9f, 0xef, 0xf0, 0x8f, 0x90,
        0xf4, 0xf5, 0xff
    };

    private final Random random;

    JsonDocuments(long seed) {
        random = new Random(seed);
    }

    byte[] wellFormed() {
        StringBuilder text = new StringBuilder();
        value(text, 4);
        return bytes(space() + text + space());
    }

    /** Well formed but for up to three small changes, which may well leave it so. */
    byte[] mutated() {
        byte[] b = wellFormed();
        for (int i = random.nextInt(3); i >= 0; i--) {
            b = mutate(b);
        }
        return b;
    }

    private byte[] mutate(byte[] b) {
        int at = random.nextInt(b.length + 1);
        switch (random.nextInt(5)) {
            case 0: // cut
                return Arrays.copyOf(b, at);
            case 1: // drop
                return joined(b, at, new byte[0], Math.min(b.length, at + 1 + random.nextInt(2)));
            case 2: // insert
                return joined(b, at, new byte[] {anyByte()}, at);
            case 3: // replace
                return joined(b, at, new byte[] {anyByte()}, Math.min(b.length, at + 1));
            default: // repeat a part
                return joined(b, at, b, Math.max(0, at - random.nextInt(4)));
        }
    }

    /** The head of b up to {@code at}, the middle, and b again from {@code rest}. */
    private static byte[] joined(byte[] b, int at, byte[] middle, int rest) {
        int most = Math.min(middle.length, 4);
        byte[] all = Arrays.copyOf(b, at + most + b.length - rest);
        System.arraycopy(middle, 0, all, at, most);
        System.arraycopy(b, rest, all, at + most, b.length - rest);
        return all;
    }

    private byte anyByte() {
        switch (random.nextInt(4)) {
            case 0:
                return (byte) STRANGE[random.nextInt(STRANGE.length)];
            case 1:
                return (byte) random.nextInt(256);
            default:
                return TELLING[random.nextInt(TELLING.length)];
        }
    }

    private void value(StringBuilder text, int depth) {
        switch (random.nextInt(depth > 0 ? 8 : 5)) {
            case 0 -> text.append("true");
            case 1 -> text.append(random.nextBoolean() ? "false" : "null");
            case 2 -> text.append(NUMBERS[random.nextInt(NUMBERS.length)]);
            case 3 -> text.append(random.nextInt());
            case 4 -> string(text);
            case 5 -> array(text, depth);
            default -> object(text, depth);
        }
    }

    private void array(StringBuilder text, int depth) {
        text.append('[').append(space());
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
            text.append(i == 0 ? "" : ",").append(space());
            value(text, depth - 1);
            text.append(space());
        }
        text.append(']');
    }

    private void object(StringBuilder text, int depth) {
        text.append('{').append(space());
        for (int i = 0, size = random.nextInt(4); i < size; i++) {
            text.append(i == 0 ? "" : ",").append(space());
            string(text);
            text.append(space()).append(':').append(space());
            value(text, depth - 1);
            text.append(space());
        }
        text.append('}');
    }

    private void string(StringBuilder text) {
        text.append('"');
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        text.append('"');
    }

    private String space() {
        return SPACES[random.nextInt(SPACES.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
