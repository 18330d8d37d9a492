package dev.bailey.vertx;

import dev.bailey.http.HttpChecks;

/**
 * A chunked body (RFC 9112, section 7.1). Sizes are hexadecimal digits and nothing else, lines end in CR LF, extensions and
 * trailers are checked, counted and dropped.
 */
final class ChunkedFraming implements BodyFraming {
    private static final int MAX_SIZE_DIGITS = 8;

    private enum State {
        SIZE_START,
        SIZE,
        EXTENSION,
        SIZE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_START,
        TRAILER_NAME,
        TRAILER_VALUE,
        TRAILER_LF,
        END_LF
    }

    private final int maxDropped;
    private State state = State.SIZE_START;
    private long size;
    private int digits;
    private int dropped;
    private int trailers;

    /**
     * @param maxDropped bytes of extensions and trailers taken together
     */
    ChunkedFraming(int maxDropped) {
        this.maxDropped = maxDropped;
    }

    @Override
    public long remaining() {
        return RequestHead.CHUNKED;
    }

    @Override
    public boolean decode(Input in, BodySink out) {
        while (in.isReadable()) {
            if (state == State.DATA) {
                data(in, out);
            } else if (state == State.END_LF) {
                expect('\n', in.array[in.position++]);
                return true;
            } else {
                state = next(in.array[in.position++]);
                if (state == State.DATA) {
                    out.expect(size);
                }
            }
        }
        return false;
    }

    private void data(Input in, BodySink out) {
        int take = (int) Math.min(size, in.readable());
        out.take(in.array, in.position, take);
        in.position += take;
        size -= take;
        if (size == 0) {
            state = State.DATA_CR;
        }
    }

    private State next(byte b) {
        return switch (state) {
            case SIZE_START, SIZE -> size(b);
            case EXTENSION -> extension(b);
            case SIZE_LF -> {
                expect('\n', b);
                yield size == 0 ? State.TRAILER_START : State.DATA;
            }
            case DATA_CR -> {
                expect('\r', b);
                yield State.DATA_LF;
            }
            case DATA_LF -> {
                expect('\n', b);
                size = 0;
                digits = 0;
                yield State.SIZE_START;
            }
            case TRAILER_START -> b == '\r' ? State.END_LF : trailerName(b, true);
            case TRAILER_NAME -> trailerName(b, false);
            case TRAILER_VALUE -> trailerValue(b);
            case TRAILER_LF -> {
                expect('\n', b);
                yield State.TRAILER_START;
            }
            case DATA, END_LF -> throw new IllegalStateException("handled before");
        };
    }

    private State size(byte b) {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            if (++digits > MAX_SIZE_DIGITS) {
                throw Refusals.malformed("the size of a chunk has more than " + MAX_SIZE_DIGITS + " digits");
            }
            size = size * 16 + digit;
            return State.SIZE;
        }
        if (state == State.SIZE && b == '\r') {
            return State.SIZE_LF;
        }
        if (state == State.SIZE && b == ';') {
            return State.EXTENSION;
        }
        throw Refusals.malformed("the size of a chunk is not a hexadecimal number");
    }

    private State extension(byte b) {
        if (b == '\r') {
            return State.SIZE_LF;
        }
        drop(b);
        return State.EXTENSION;
    }

    private State trailerName(byte b, boolean first) {
        if (first && ++trailers > HttpChecks.MAX_FIELDS) {
            throw HttpChecks.tooManyFields();
        }
        if (!first && b == ':') {
            return State.TRAILER_VALUE;
        }
        if (!Tokens.isToken(b)) {
            throw Refusals.malformed("a trailer field is not a name and a colon at the start of a line");
        }
        drop(b);
        return State.TRAILER_NAME;
    }

    private State trailerValue(byte b) {
        if (b == '\r') {
            return State.TRAILER_LF;
        }
        drop(b);
        return State.TRAILER_VALUE;
    }

    private void drop(byte b) {
        if (!Tokens.isValue(b)) {
            throw Refusals.malformed("a chunk extension or trailer has a control character");
        }
        if (++dropped > maxDropped) {
            throw Refusals.headersTooLarge(maxDropped);
        }
    }

    private static void expect(char wanted, byte b) {
        if (b != wanted) {
            throw Refusals.malformed("a line of the chunked body does not end in CR LF");
        }
    }
}
