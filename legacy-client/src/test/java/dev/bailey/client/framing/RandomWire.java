package dev.bailey.client.framing;

import dev.bailey.config.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Mostly good flows of one framing, with a byte here and there that is not. */
final class RandomWire {
    private static final String ALPHABET = "{}[]\"\\:,019 \t\r\n\0-\u00e9xC";

    private RandomWire() {}

    static byte[] of(Framing framing, Random random) {
        List<String> frames = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            frames.add(
                    "[\"" + noise(random, random.nextInt(40)).replace('"', 'q').replace('\\', 'b') + "\"]");
        }
        byte[] wire = Flow.bytes(Flow.encode(framing, frames) + noise(random, random.nextInt(4)));
        for (int i = random.nextInt(3); i > 0 && wire.length > 0; i--) {
            wire[random.nextInt(wire.length)] = (byte) character(random);
        }
        return wire;
    }

    private static String noise(Random random, int length) {
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < length; i++) {
            noise.append(character(random));
        }
        return noise.toString();
    }

    private static char character(Random random) {
        return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
}
