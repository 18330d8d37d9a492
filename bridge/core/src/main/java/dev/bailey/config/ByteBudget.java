package dev.bailey.config;

/** A number of bytes, or a part of the heap. */
public sealed interface ByteBudget {
    /** How many bytes that is where the heap may grow to {@code maxHeap} bytes. */
    long bytes(long maxHeap);

    /** As many bytes, whatever the heap. */
    record Fixed(ByteSize size) implements ByteBudget {
        @Override
        public long bytes(long maxHeap) {
            return size.bytes();
        }

        @Override
        public String toString() {
            return size.toString();
        }
    }

    /** A part of the heap, 1 to 100. */
    record OfHeap(int percent) implements ByteBudget {
        public OfHeap {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a part of the heap is 1% to 100%");
            }
        }

        @Override
        public long bytes(long maxHeap) {
            return maxHeap / 100 * percent;
        }

        @Override
        public String toString() {
            return percent + "%";
        }
    }

    /**
     * Reads {@code 25%} or a size.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    static ByteBudget parse(String text) {
        if (!text.endsWith("%")) {
            return new Fixed(positive(ByteSize.parse(text)));
        }
        int end = text.length() - 1;
        if (!Digits.only(text, 0, end) || end > 3) {
            throw new IllegalArgumentException("not a part of the heap such as 25%");
        }
        return new OfHeap(Integer.parseInt(text, 0, end, 10));
    }

    private static ByteSize positive(ByteSize size) {
        if (size.bytes() == 0) {
            throw new IllegalArgumentException("not a size: nothing could ever be received");
        }
        return size;
    }
}
