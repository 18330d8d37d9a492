package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * A caller on one connection and one thread, with several calls under way: fills its window, reads what comes, fills it again.
 * Whatever has not ended long after its deadline counts as lost.
 */
abstract class CallerLoop implements Runnable {
    private static final int GRACE_MILLIS = 10_000;

    final Ledger ledger;
    final Seen seen = new Seen();
    /** What is under way in each place; -1 for nothing. */
    final int[] calls;

    final String[] words;
    final Errand[] errands;
    private final long[] sentAt;
    private final int port;
    private final Lot<Errand> lot;
    private final long deadlineNanos;
    private int underWay;
    private volatile boolean bridgeEnds;
    private volatile boolean stopped;

    CallerLoop(Ledger ledger, int port, Lot<Errand> lot, long deadlineMillis, int window) {
        this.ledger = ledger;
        this.port = port;
        this.lot = lot;
        this.deadlineNanos = TimeUnit.MILLISECONDS.toNanos(deadlineMillis);
        this.calls = new int[window];
        this.words = new String[window];
        this.errands = new Errand[window];
        this.sentAt = new long[window];
        Arrays.fill(calls, -1);
        Arrays.fill(words, "");
    }

    /** From now on the bridge may go down: connections that end are not made anew where nobody listens any more. */
    public void bridgeEnds() {
        bridgeEnds = true;
    }

    /** Makes no more calls; ends when those under way have ended. */
    public void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        boolean more = true;
        while (more) {
            more = connection();
        }
    }

    /** A connection's life; false when there are no more calls to make. */
    private boolean connection() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(deadlineNanos) + GRACE_MILLIS);
            begin(socket);
            OutputStream out = socket.getOutputStream();
            while (fill(out)) {
                read();
                giveUpTheLost();
            }
            return isLeaving();
        } catch (ConnectException e) {
            return !bridgeEnds;
        } catch (IOException e) {
            if (loseAll() > 0) {
                ledger.remark("LOST: " + e.getMessage());
            }
            return !stopped && ledger.begun() < ledger.capacity();
        }
    }

    /** Whether no further calls should be made on this connection. */
    boolean isLeaving() {
        return false;
    }

    abstract void begin(Socket socket) throws IOException;

    /** Appends the request of the call in that place. */
    abstract void request(StringBuilder out, int place);

    /** Reads at least one answer; ends what it answers. */
    abstract void read() throws IOException;

    /** Which place the next call goes to, of those that are free; -1 when there is none. */
    abstract int freePlace();

    /** False when there is nothing left to do: no call to begin and none under way. */
    private boolean fill(OutputStream out) throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int place = freePlace(); place >= 0 && !stopped && !isLeaving(); place = freePlace()) {
            Errand errand = lot.draw();
            int call = ledger.begin(errand.kind());
            if (call < 0) {
                break;
            }
            calls[place] = call;
            words[place] = ledger.nonces().of(call);
            errands[place] = errand;
            sentAt[place] = System.nanoTime();
            underWay++;
            request(requests, place);
            sent(place);
        }
        if (requests.length() > 0) {
            out.write(requests.toString().getBytes(US_ASCII));
        }
        return underWay > 0;
    }

    /** The call in that place is on its way. */
    void sent(int place) {}

    /** An answer of the service: whose is it? */
    final void answered(int place, boolean error, String outcome, byte[] bytes, int from, int length) {
        End end = seen.judge(words[place], calls[place], ledger.nonces(), error);
        if (end == End.MIXED_UP || end == End.DAMAGED) {
            ledger.remark(end + " " + errands[place].method() + " " + words[place] + ": "
                    + new String(bytes, from, length, ISO_8859_1));
        }
        ended(place, end, end == End.OK ? "ok" : end == End.SERVICE_ERROR ? outcome : end.name());
    }

    final void ended(int place, End end, String outcome) {
        long late = System.nanoTime() - sentAt[place] - deadlineNanos;
        if (outcome.equals("timeout")) {
            ledger.late(TimeUnit.NANOSECONDS.toMillis(late));
        }
        ledger.ended(calls[place], end, outcome);
        calls[place] = -1;
        underWay--;
    }

    private void giveUpTheLost() {
        long now = System.nanoTime();
        for (int place = 0; place < calls.length; place++) {
            if (calls[place] >= 0
                    && now - sentAt[place] > deadlineNanos + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS)) {
                ended(place, End.LOST, "never answered");
            }
        }
    }

    private int loseAll() {
        int lost = 0;
        for (int place = 0; place < calls.length; place++) {
            if (calls[place] >= 0) {
                boolean turnedAway = bridgeEnds && ledger.executions(calls[place]) == 0;
                lost += turnedAway ? 0 : 1;
                ended(place, turnedAway ? End.TURNED_AWAY : End.LOST, "connection ended");
            }
        }
        return lost;
    }
}
