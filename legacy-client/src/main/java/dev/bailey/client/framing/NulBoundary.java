package dev.bailey.client.framing;

/** Ended by a zero byte. Blanks and further zeros before a frame are passed over. */
final class NulBoundary extends Boundary {
    private boolean inFrame;

    @Override
    int find(byte[] bytes, int from, int to) {
        int start = inFrame ? from : skipEmpty(bytes, from, to);
        if (start == to) {
            return to;
        }
        int at = ByteSearch.indexOf((byte) 0, bytes, start, to);
        payload(start, at);
        inFrame = at == to;
        if (inFrame) {
            return to;
        }
        end();
        return at + 1;
    }

    private static int skipEmpty(byte[] bytes, int from, int to) {
        int at = skipBlanks(bytes, from, to);
        while (at < to && bytes[at] == 0) {
            at = skipBlanks(bytes, at + 1, to);
        }
        return at;
    }

    @Override
    public boolean midFrame() {
        return inFrame;
    }
}
