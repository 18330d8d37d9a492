package dev.bailey.client.framing;

/** Ended by CR and LF together; either alone is part of the frame. Blanks before a frame are passed over. */
final class CrlfBoundary extends Boundary {
    private boolean inFrame;
    private boolean afterCr;

    @Override
    int find(byte[] bytes, int from, int to) {
        int start = inFrame ? from : skipBlanks(bytes, from, to);
        if (start == to) {
            return to;
        }
        int at = ByteSearch.indexOf((byte) '\n', bytes, start, to);
        while (at < to && !crBefore(bytes, start, at)) {
            at = ByteSearch.indexOf((byte) '\n', bytes, at + 1, to);
        }
        payload(start, at);
        afterCr = crBefore(bytes, start, at);
        inFrame = at == to;
        if (inFrame) {
            return to;
        }
        end();
        return at + 1;
    }

    private boolean crBefore(byte[] bytes, int start, int at) {
        return at > start ? bytes[at - 1] == '\r' : afterCr;
    }

    @Override
    public int tail() {
        return afterCr ? 1 : 0;
    }

    @Override
    public boolean midFrame() {
        return inFrame;
    }
}
