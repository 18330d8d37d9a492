package dev.bailey.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;

/**
 * A JSON-RPC caller, one message a line. All callers use the same ids, from 1: an answer that goes astray finds somebody who waits
 * for one of that id. Notifications are no calls here, for nobody would learn of their end: see {@link HttpCaller}.
 */
public final class RpcCaller extends CallerLoop {
    private InputStream in = InputStream.nullInputStream();
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private boolean leaving;

    /**
     * @param deadlineMillis of the routes that it calls
     * @param window calls under way at once
     */
    public RpcCaller(Ledger ledger, int port, Lot<Errand> lot, long deadlineMillis, int window) {
        super(ledger, port, lot, deadlineMillis, window);
    }

    @Override
    void begin(Socket socket) throws IOException {
        in = socket.getInputStream();
        from = 0;
        to = 0;
        leaving = false;
    }

    /** Who is told that the bridge is shutting down waits for what is under way, and goes. */
    @Override
    boolean isLeaving() {
        return leaving;
    }

    @Override
    int freePlace() {
        for (int place = 0; place < calls.length; place++) {
            if (calls[place] < 0) {
                return place;
            }
        }
        return -1;
    }

    @Override
    void request(StringBuilder out, int place) {
        out.append("{\"jsonrpc\":\"2.0\",\"id\":")
                .append(place + 1)
                .append(",\"method\":\"")
                .append(errands[place].method())
                .append("\",\"params\":{\"nonce\":\"")
                .append(words[place])
                .append("\"}}\n");
    }

    @Override
    void read() throws IOException {
        int answered = 0;
        while (answered == 0 || in.available() > 0) {
            fillBuffer();
            for (int scan = from; scan < to; scan++) {
                if (buffer[scan] == '\n') {
                    answered++;
                    answer(buffer, from, scan - from);
                    from = scan + 1;
                }
            }
        }
    }

    private void fillBuffer() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new IOException("the bridge ended the connection");
        }
        to += read;
    }

    private void answer(byte[] line, int start, int length) throws IOException {
        if (!seen.read(line, start, length)) {
            throw new IOException("the bridge sent what is no JSON");
        }
        int place = place(seen.id);
        if (place < 0) {
            throw new IOException("the bridge answered id " + seen.id + ", which is not under way");
        }
        if (seen.failed && !seen.outcome.isEmpty()) {
            leaving |= seen.isShutdown;
            ended(place, End.FAILED, seen.outcome);
        } else {
            answered(place, seen.failed, "rpc_error", line, start, length);
        }
    }

    private int place(String id) {
        try {
            int place = Integer.parseInt(id) - 1;
            return place >= 0 && place < calls.length && calls[place] >= 0 ? place : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
