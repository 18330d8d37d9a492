package dev.bailey.config;

/** A number of bytes, written as in the file: {@code 64KiB}, {@code 4MiB}, {@code 1GiB} or plain. */
public record ByteSize(long bytes) {
    private static final String[] UNITS = {"GiB", "MiB", "KiB"};

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size is not negative");
        }
    }

    public static ByteSize ofKiB(long kibibytes) {
        return new ByteSize(kibibytes << 10);
    }

    public static ByteSize ofMiB(long mebibytes) {
        return new ByteSize(mebibytes << 20);
    }

    /** For array lengths; every configured body and frame limit fits. */
    public int toInt() {
        return Math.toIntExact(bytes);
    }

    /**
     * Reads {@code 1048576}, {@code 1024KiB} or {@code 1MiB}.
     *
     * @throws IllegalArgumentException saying what a size looks like
     */
    public static ByteSize parse(String text) {
        int shift = 30;
        for (String unit : UNITS) {
            if (text.endsWith(unit)) {
                return new ByteSize(number(text, text.length() - unit.length()) << shift);
            }
            shift -= 10;
        }
        return new ByteSize(number(text, text.length()));
    }

    private static long number(String text, int end) {
        // ten digits and thirty bits of shift stay inside a long
        if (!Digits.only(text, 0, end) || end > 10) {
            throw new IllegalArgumentException("not a size such as 64KiB, 4MiB or 1048576 (bytes)");
        }
        return Long.parseLong(text, 0, end, 10);
    }

    @Override
    public String toString() {
        int shift = 30;
        for (String unit : UNITS) {
            if (bytes != 0 && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + unit;
            }
            shift -= 10;
        }
        return Long.toString(bytes);
    }
}
