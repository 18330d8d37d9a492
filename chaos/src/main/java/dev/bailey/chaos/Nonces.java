package dev.bailey.chaos;

/**
 * A word of 128 bits for each call of a run, as 32 hexadecimal digits: looks random, is different in every run, and tells its
 * call's number to who knows the run. So whoever sees a foreign word knows whose it is.
 */
public final class Nonces {
    static final int CHARS = 32;

    private static final int HALF = 16;

    private final long seed;
    private final int calls;

    /** @param calls numbers are from 0 to less than this */
    public Nonces(long seed, int calls) {
        this.seed = seed;
        this.calls = calls;
    }

    public String of(int call) {
        StringBuilder word = new StringBuilder(CHARS);
        hex(word, mix(call + seed));
        hex(word, second(call));
        return word.toString();
    }

    private static void hex(StringBuilder word, long bits) {
        for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
            word.append(Character.forDigit((int) (bits >>> shift) & 0xf, 16));
        }
    }

    /** The call's number, or -1: no word of this run, or one that was damaged. */
    public int callOf(CharSequence word) {
        if (word.length() != CHARS) {
            return -1;
        }
        try {
            long call = unmix(Long.parseUnsignedLong(word, 0, HALF, 16)) - seed;
            boolean ours = call >= 0 && call < calls;
            return ours && Long.parseUnsignedLong(word, HALF, CHARS, 16) == second((int) call) ? (int) call : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private long second(int call) {
        return mix(~(call + 31 * seed));
    }

    /** The finalizer of SplittableRandom, which is a bijection. */
    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static long unmix(long bits) {
        long z = (bits ^ (bits >>> 31) ^ (bits >>> 62)) * 0x319642b2d24d8ec3L;
        z = (z ^ (z >>> 27) ^ (z >>> 54)) * 0x96de1b173f119089L;
        return z ^ (z >>> 30) ^ (z >>> 60);
    }
}
