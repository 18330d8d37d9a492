package dev.bailey.flow;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * JSON on its way to be one line: CR and LF become spaces. In well-formed JSON they stand between tokens only, for in strings
 * they are escaped.
 */
public final class OneLineFlow extends ReworkedFlow {
    public OneLineFlow(Flow.Publisher<ByteBuffer> json) {
        super(json);
    }

    @Override
    protected ByteBuffer rework(ByteBuffer piece) {
        byte[] bytes = piece.array();
        int from = piece.arrayOffset() + piece.position();
        int to = piece.arrayOffset() + piece.limit();
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                bytes[i] = ' ';
            }
        }
        return piece;
    }
}
