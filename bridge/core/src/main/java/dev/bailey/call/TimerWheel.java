package dev.bailey.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A hashed timing wheel (Varghese and Lauck, scheme 6) for one loop: scheduling and cancelling take constant time and no
 * memory. Whoever owns the loop calls {@link #advance} while {@link #isEmpty()} is false: every {@link #TICK}, or when what
 * {@link #schedule} and {@link #idleNanos} say is over.
 */
public final class TimerWheel implements TimeoutHolder {
    /** The wheel's resolution: a timeout expires up to this much late, never early. */
    public static final Duration TICK = Duration.ofMillis(10);

    private static final long TICK_NANOS = TICK.toNanos();
    private static final int SLOTS = 512;
    private static final int EXPIRING = SLOTS;

    private final @Nullable Timeout[] slots = new @Nullable Timeout[SLOTS + 1];
    private final long origin;
    private long tick;
    private int size;

    public TimerWheel(long nanoTime) {
        origin = nanoTime;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /**
     * Schedules or moves a timeout to expire {@code delayNanos} after {@code nowNanos}.
     *
     * @return the time from which on {@link #advance} will expire it
     */
    public long schedule(Timeout timeout, long nowNanos, long delayNanos) {
        timeout.cancel();
        if (size == 0) {
            // Nobody advanced the empty wheel: skip the ticks that passed meanwhile.
            tick = Math.max(tick, (nowNanos - origin) / TICK_NANOS);
        }
        long bounded = Math.min(Math.max(delayNanos, 0), Long.MAX_VALUE / 4);
        timeout.dueTick = Math.max(tick + 1, (nowNanos - origin + bounded + TICK_NANOS - 1) / TICK_NANOS);
        link(timeout, (int) (timeout.dueTick % SLOTS));
        return origin + timeout.dueTick * TICK_NANOS;
    }

    /**
     * How long {@link #advance} may be left alone after it was called at {@code nowNanos}: no timeout expires sooner. So an
     * idle process need not wake up for every tick.
     */
    public long idleNanos(long nowNanos) {
        long next = tick + 1;
        while (next < tick + SLOTS && slots[(int) (next % SLOTS)] == null) {
            next++;
        }
        return Math.max(0, origin + next * TICK_NANOS - nowNanos);
    }

    /**
     * Expires what is due at {@code nowNanos}, in the order of ticks unless nobody advanced it for a whole turn. Expiring
     * timeouts may schedule and cancel others.
     */
    public void advance(long nowNanos) {
        long target = (nowNanos - origin) / TICK_NANOS;
        if (target - tick > SLOTS) {
            // After a long pause one turn of the wheel meets every slot; due ticks are compared, not assumed.
            tick = target - SLOTS;
        }
        while (tick < target && size > 0) {
            tick++;
            expireSlot((int) (tick % SLOTS));
        }
        if (size == 0) {
            tick = Math.max(tick, target);
        }
    }

    private void expireSlot(int slot) {
        Timeout timeout = slots[slot];
        while (timeout != null) {
            Timeout following = timeout.next;
            if (timeout.dueTick <= tick) {
                remove(timeout);
                link(timeout, EXPIRING);
            }
            timeout = following;
        }
        // What expires now has a list of its own: an expiry may cancel or move any other timeout.
        while (slots[EXPIRING] != null) {
            Timeout due = slots[EXPIRING];
            remove(due);
            due.expire();
        }
    }

    private void link(Timeout timeout, int slot) {
        Timeout head = slots[slot];
        timeout.holder = this;
        timeout.slot = slot;
        timeout.next = head;
        if (head != null) {
            head.previous = timeout;
        }
        slots[slot] = timeout;
        size++;
    }

    @Override
    public void remove(Timeout timeout) {
        if (timeout.previous != null) {
            timeout.previous.next = timeout.next;
        } else {
            slots[timeout.slot] = timeout.next;
        }
        if (timeout.next != null) {
            timeout.next.previous = timeout.previous;
        }
        timeout.previous = null;
        timeout.next = null;
        timeout.holder = null;
        size--;
    }
}
