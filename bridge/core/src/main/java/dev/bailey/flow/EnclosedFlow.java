package dev.bailey.flow;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** A JSON value on its way with something before it and something behind it, as a message around its result. */
public final class EnclosedFlow extends ReworkedFlow {
    private byte[] before;
    private final byte[] behind;

    /** @param behind not sent if the flow fails */
    public EnclosedFlow(byte[] before, Flow.Publisher<ByteBuffer> value, byte[] behind) {
        super(value);
        this.before = before;
        this.behind = behind;
    }

    @Override
    protected ByteBuffer rework(ByteBuffer piece) {
        if (before.length == 0) {
            return piece;
        }
        ByteBuffer first = joined(before, piece);
        before = new byte[0];
        return first;
    }

    @Override
    protected ByteBuffer end() {
        return joined(before, ByteBuffer.wrap(behind));
    }
}
