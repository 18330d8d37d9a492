package dev.bailey.client.framing;

/** A line a frame, ended by LF or CRLF. Blanks before a frame are passed over, blank lines with them. */
final class NewlineBoundary extends Boundary {
    private boolean inFrame;
    private int tail;

    @Override
    int find(byte[] bytes, int from, int to) {
        int start = inFrame ? from : skipBlanks(bytes, from, to);
        if (start == to) {
            return to;
        }
        int at = ByteSearch.indexOf((byte) '\n', bytes, start, to);
        payload(start, at);
        // with no byte of payload in this piece, the tail is that of the piece before
        if (at > start) {
            tail = bytes[at - 1] == '\r' ? 1 : 0;
        }
        inFrame = at == to;
        if (inFrame) {
            return to;
        }
        end();
        return at + 1;
    }

    @Override
    public int tail() {
        return tail;
    }

    @Override
    public boolean midFrame() {
        return inFrame;
    }
}
