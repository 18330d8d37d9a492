package dev.bailey.client.http;

/**
 * A chunked body (RFC 9112, section 7.1). Sizes are hexadecimal digits and nothing else, lines end in CR LF; extensions and
 * trailers are counted and dropped.
 */
final class ChunkedBody {
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
        TRAILER,
        TRAILER_LF,
        END_LF,
        END
    }

    private final int maxDropped;
    private State state = State.SIZE_START;
    private long size;
    private int digits;
    private int dropped;

    /** @param maxDropped bytes of extensions and trailers taken together */
    ChunkedBody(int maxDropped) {
        this.maxDropped = maxDropped;
    }

    /** Takes the input as far as the body goes; whether it is complete. */
    boolean decode(Received in, BodyBytes out) throws HttpException {
        while (in.isReadable() && state != State.END) {
            if (state == State.DATA) {
                data(in, out);
            } else {
                state = next(in.next());
                if (state == State.DATA) {
                    out.announced(size);
                }
            }
        }
        return state == State.END;
    }

    private void data(Received in, BodyBytes out) throws HttpException {
        int count = (int) Math.min(size, in.readable());
        out.take(in, count);
        size -= count;
        if (size == 0) {
            state = State.DATA_CR;
        }
    }

    private State next(byte b) throws HttpException {
        return switch (state) {
            case SIZE_START, SIZE -> size(b);
            case EXTENSION -> b == '\r' ? State.SIZE_LF : drop(b, State.EXTENSION);
            case SIZE_LF -> expect('\n', b, size == 0 ? State.TRAILER_START : State.DATA);
            case DATA_CR -> expect('\r', b, State.DATA_LF);
            case DATA_LF -> {
                digits = 0;
                yield expect('\n', b, State.SIZE_START);
            }
            case TRAILER_START -> b == '\r' ? State.END_LF : drop(b, State.TRAILER);
            case TRAILER -> b == '\r' ? State.TRAILER_LF : drop(b, State.TRAILER);
            case TRAILER_LF -> expect('\n', b, State.TRAILER_START);
            case END_LF -> expect('\n', b, State.END);
            case DATA, END -> throw new IllegalStateException("handled before");
        };
    }

    private State size(byte b) throws HttpException {
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            if (++digits > MAX_SIZE_DIGITS) {
                throw HttpException.malformed("the size of a chunk has more than " + MAX_SIZE_DIGITS + " digits");
            }
            size = size * 16 + digit;
            return State.SIZE;
        }
        if (state == State.SIZE && b == '\r') {
            return State.SIZE_LF;
        }
        if (state == State.SIZE && (b == ';' || b == ' ' || b == '\t')) {
            return State.EXTENSION;
        }
        throw HttpException.malformed("the size of a chunk is not a hexadecimal number");
    }

    private State drop(byte b, State following) throws HttpException {
        if (!Tokens.isValueChar((char) (b & 0xff))) {
            throw HttpException.malformed("a chunk extension or trailer has a control character");
        }
        if (++dropped > maxDropped) {
            throw HttpException.tooLarge("trailer", maxDropped);
        }
        return following;
    }

    private static State expect(char wanted, byte b, State following) throws HttpException {
        if (b != wanted) {
            throw HttpException.malformed("a line of the chunked body does not end in CR LF");
        }
        return following;
    }
}
