package dev.bailey.client.framing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.bailey.json.JsonWriter;

/** The payload, then a delimiter; an empty one for values that end by themselves. */
final class DelimitingEncoder implements FrameEncoder {
    private final byte[] delimiter;

    DelimitingEncoder(String delimiter) {
        this.delimiter = delimiter.getBytes(US_ASCII);
    }

    @Override
    public int begin(JsonWriter out) {
        return out.size();
    }

    @Override
    public void end(JsonWriter out, int begun) {
        tail(out);
    }

    @Override
    public void head(JsonWriter out, int length) {}

    @Override
    public void tail(JsonWriter out) {
        out.raw(delimiter);
    }
}
