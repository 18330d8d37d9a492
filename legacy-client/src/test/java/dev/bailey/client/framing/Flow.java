package dev.bailey.client.framing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.bailey.client.framing.FramingException.Reason;
import dev.bailey.config.Framing;
import dev.bailey.json.JsonWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Sends bytes through a decoder in pieces and notes what comes of it. A char of a text here is one byte. */
final class Flow {
    /** Everything that must not depend on how the bytes were split. */
    record Decoded(List<String> frames, Optional<Reason> failure, boolean midFrame) {}

    private Flow() {}

    static byte[] bytes(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }

    static Decoded decode(Framing framing, int maxFrame, List<byte[]> chunks) {
        FrameDecoder decoder = Framings.decoder(framing, maxFrame);
        List<String> frames = new ArrayList<>();
        try {
            for (byte[] chunk : chunks) {
                decoder.append(chunk, 0, chunk.length);
                drain(decoder, frames);
                // what was borrowed is given back: whoever still looks at it is found out
                Arrays.fill(chunk, (byte) '!');
            }
        } catch (FramingException e) {
            return new Decoded(frames, Optional.of(e.reason()), false);
        }
        return new Decoded(frames, Optional.empty(), decoder.midFrame());
    }

    private static void drain(FrameDecoder decoder, List<String> frames) throws FramingException {
        for (byte[] frame = decoder.next(); frame != null; frame = decoder.next()) {
            frames.add(text(frame));
        }
    }

    static List<byte[]> whole(byte[] wire) {
        return List.of(wire.clone());
    }

    static List<byte[]> splitAt(byte[] wire, int at) {
        return List.of(Arrays.copyOf(wire, at), Arrays.copyOfRange(wire, at, wire.length));
    }

    static List<byte[]> byteByByte(byte[] wire) {
        return pieces(wire, 1, 1, new Random(0));
    }

    static List<byte[]> pieces(byte[] wire, int least, int most, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < wire.length; ) {
            int end = Math.min(wire.length, at + random.nextInt(least, most + 1));
            pieces.add(Arrays.copyOfRange(wire, at, end));
            at = end;
        }
        return pieces;
    }

    static String encode(Framing framing, List<String> frames) {
        JsonWriter out = new JsonWriter();
        for (String frame : frames) {
            Framings.encoder(framing).encode(out, bytes(frame), 0, frame.length());
        }
        return text(out.toByteArray());
    }
}
