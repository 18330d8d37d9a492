package dev.bailey.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Carries one direction of a connection, as far as its fault lets it. On a thread of its own. */
final class Pump {
    /** How it ended. */
    enum End {
        /** The one side has ended; the other has been told. */
        HALF,
        TRUNCATED,
        RESET,
        /** Nobody is told. */
        SWALLOWED
    }

    private static final byte DAMAGE = (byte) 0x80;

    private final Socket from;
    private final Socket to;
    private final Fault fault;
    private final byte[] buffer = new byte[1 << 16];
    private long passed;
    private boolean struck;

    Pump(Socket from, Socket to, Fault fault) {
        this.from = from;
        this.to = to;
        this.fault = fault;
    }

    /** Whether the fault has shown. */
    boolean hasStruck() {
        return struck;
    }

    End run() {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            while (true) {
                int length = in.read(buffer);
                if (length < 0) {
                    to.shutdownOutput();
                    return End.HALF;
                }
                long left = limit() - passed;
                boolean strikes = left < length;
                int good = (int) Math.max(0, Math.min(length, left));
                if (strikes && fault instanceof Fault.Corrupt && !struck) {
                    buffer[good] |= DAMAGE;
                    struck = true;
                    good = length;
                } else if (struck) {
                    good = length;
                }
                pass(out, good);
                passed += length;
                if (strikes && !(fault instanceof Fault.Corrupt)) {
                    struck = true;
                    return strike();
                }
            }
        } catch (IOException e) {
            return End.RESET;
        }
    }

    private long limit() {
        if (fault instanceof Fault.Blackhole hole) {
            return hole.afterBytes();
        }
        if (fault instanceof Fault.Reset reset) {
            return reset.afterBytes();
        }
        if (fault instanceof Fault.Truncate cut) {
            return cut.afterBytes();
        }
        if (fault instanceof Fault.HalfClose half) {
            return half.afterBytes();
        }
        return fault instanceof Fault.Corrupt corrupt ? corrupt.afterBytes() : Long.MAX_VALUE;
    }

    private End strike() throws IOException {
        if (fault instanceof Fault.Reset) {
            return End.RESET;
        }
        if (fault instanceof Fault.HalfClose) {
            to.shutdownOutput();
            return swallow();
        }
        return fault instanceof Fault.Blackhole ? swallow() : End.TRUNCATED;
    }

    /** Reads on, so that nobody notices. */
    private End swallow() throws IOException {
        InputStream in = from.getInputStream();
        while (in.read(buffer) >= 0) {
            // nothing passes
        }
        return fault instanceof Fault.HalfClose ? End.HALF : End.TRUNCATED;
    }

    private void pass(OutputStream out, int length) throws IOException {
        if (fault instanceof Fault.Latency latency) {
            struck = true;
            pause(TimeUnit.MILLISECONDS.toNanos(
                    latency.millis() + ThreadLocalRandom.current().nextInt(latency.jitterMillis() + 1)));
        } else if (fault instanceof Fault.Bandwidth bandwidth) {
            struck = true;
            pause(length * TimeUnit.SECONDS.toNanos(1) / bandwidth.bytesPerSecond());
        }
        int step = fault instanceof Fault.Drip drip ? drip.bytes() : length;
        struck |= step < length;
        for (int at = 0; at < length; at += step) {
            out.write(buffer, at, Math.min(step, length - at));
        }
    }

    private static void pause(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
