package dev.bailey.vertx;

/** A body with a {@code Content-Length}. */
final class FixedLength implements BodyFraming {
    private long remaining;

    FixedLength(long length) {
        remaining = length;
    }

    @Override
    public boolean decode(Input in, BodySink out) {
        int take = (int) Math.min(remaining, in.readable());
        out.take(in.array, in.position, take);
        in.position += take;
        remaining -= take;
        return remaining == 0;
    }

    @Override
    public long remaining() {
        return remaining;
    }
}
