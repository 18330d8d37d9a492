package dev.bailey.json;

import static dev.bailey.json.JsonGrammar.*;

import java.util.Arrays;
import java.util.Objects;

/**
 * Finds where one value ends and checks it on the way, byte by byte, over as many chunks as it takes.
 *
 * <p>Allocates nothing while it scans (beyond one word for every 64 levels of depth above 64). Not for more than one
 * thread at a time.
 */
public final class JsonScanner {
    private static final long[] NONE = {};

    private final int maxDepth;
    private final int maxNumber;
    private final int maxName;

    private int state = VALUE;
    private int depth;
    /** The innermost 64 containers; bit 0 is the innermost, set for an object. */
    private long containers;
    /** The containers around those, 64 to a word. */
    private long[] outer = NONE;

    private boolean inName;
    /** Bytes taken of the name or number at hand, before this chunk. */
    private int taken;
    /** Between calls the bytes passed so far; during one what turns an index into an offset. */
    private long position;

    public JsonScanner(JsonLimits limits) {
        maxDepth = limits.depth();
        maxNumber = limits.numberChars();
        maxName = limits.nameBytes();
    }

    /**
     * Takes whitespace before the value and the value, as far as they are here.
     *
     * <p>A top-level number has no end of its own: it is done at the first byte which cannot go on with it, and that
     * byte is not taken, or at {@link #end}. Once done, nothing more is taken.
     *
     * @return the index after the last byte taken: {@code to} unless done
     * @throws JsonException if these bytes can not be, or start, a value within the limits; then everything is refused
     *     until {@link #reset}
     */
    public int feed(byte[] b, int from, int to) throws JsonException {
        Objects.checkFromToIndex(from, to, b.length);
        position -= from;
        int at = from;
        while (at < to && state != DONE) {
            if (state < NUMBERS) {
                at = string(b, at, to);
            } else if (state < STRUCTURE) {
                at = number(b, at, to);
            } else {
                at = structure(b, at, to);
            }
        }
        position += at;
        return at;
    }

    /** True once one whole value has been taken. */
    public boolean done() {
        return state == DONE;
    }

    /**
     * No more bytes will come: a top-level number is complete now.
     *
     * @throws JsonException if the value is not complete
     */
    public void end() throws JsonException {
        if (depth == 0 && endsNumber(state)) {
            state = DONE;
        }
        if (state != DONE) {
            state = FAILED;
            throw JsonException.truncated(position);
        }
    }

    /** Ready for the next value, whatever came before; offsets start at zero again. */
    public void reset() {
        restart(0);
    }

    /**
     * The index after the first value in {@code [from, to)}; what follows it is not looked at.
     *
     * @throws JsonException if there is no whole well-formed value
     */
    public static int endOfValue(byte[] b, int from, int to, JsonLimits limits) throws JsonException {
        return new JsonScanner(limits).value(b, from, to, 0);
    }

    /** One whole value and nothing left over from before; faults are told {@code offset} bytes further on. */
    int value(byte[] b, int from, int to, int offset) throws JsonException {
        restart(offset);
        int at = feed(b, from, to);
        end();
        return at;
    }

    /** One whole member name, from after its first quote to after its last. */
    int name(byte[] b, int from, int to, int offset) throws JsonException {
        restart(offset);
        state = STRING;
        inName = true;
        position -= from;
        int at = string(b, from, to);
        if (state != COLON) {
            throw JsonException.truncated(position + at);
        }
        return at;
    }

    /** Ready for the next value, which starts {@code offset} bytes after what faults are to be counted from. */
    void restart(long offset) {
        state = VALUE;
        depth = 0;
        containers = 0;
        taken = 0;
        position = offset;
    }

    private int string(byte[] b, int from, int to) throws JsonException {
        // one byte more than a name may have, for its quote
        int stop = inName ? (int) Math.min(to, from + 1L + maxName - taken) : to;
        int now = state;
        int at = from;
        while (true) {
            if (now == STRING) {
                at = PlainText.end(b, at, stop);
            }
            if (at == stop) {
                break;
            }
            int next = NEXT[(now << 8) | (b[at] & 0xff)];
            if (next == END_STRING) {
                state = inName ? COLON : afterValue();
                return at + 1;
            }
            if (next == REFUSE) {
                throw now >= TAIL_1 || (now == STRING && b[at] < 0) ? failed("invalid UTF-8", at) : unexpected(b, at);
            }
            now = next;
            at++;
        }
        state = now;
        if (inName) {
            taken += at - from;
            if (taken > maxName) {
                throw failed("name longer than " + maxName + " bytes", at - 1);
            }
        }
        return at;
    }

    private int number(byte[] b, int from, int to) throws JsonException {
        long tooLong = (long) from + maxNumber - taken;
        int now = state;
        int at = from;
        for (; at < to; at++) {
            int next = NEXT[(now << 8) | (b[at] & 0xff)];
            if (next == END_NUMBER) {
                state = afterValue();
                return at;
            }
            if (next == REFUSE) {
                throw unexpected(b, at);
            }
            if (at == tooLong) {
                throw failed("number longer than " + maxNumber + " characters", at);
            }
            now = next;
        }
        state = now;
        taken += at - from;
        return at;
    }

    /** Whitespace, brackets, commas, colons and literals, up to the next string or number. */
    private int structure(byte[] b, int from, int to) throws JsonException {
        int now = state;
        int at = from;
        while (at < to) {
            int next = NEXT[(now << 8) | (b[at] & 0xff)];
            if (next >= ACTIONS) {
                next = act(next, b, at);
            }
            now = next;
            at++;
            if (now < STRUCTURE || now == DONE) {
                taken = now == STRING ? 0 : 1;
                break;
            }
        }
        state = now;
        return at;
    }

    private int act(int action, byte[] b, int at) throws JsonException {
        switch (action) {
            case OPEN_OBJECT:
                open(1, at);
                return FIRST_NAME;
            case OPEN_ARRAY:
                open(0, at);
                return FIRST_ELEMENT;
            case CLOSE:
                close();
                return afterValue();
            case END_LITERAL:
                return afterValue();
            case BEGIN_TEXT:
                inName = false;
                return STRING;
            case BEGIN_NAME:
                inName = true;
                return STRING;
            default:
                throw unexpected(b, at);
        }
    }

    private int afterValue() {
        if (depth == 0) {
            return DONE;
        }
        return (containers & 1) == 0 ? AFTER_ELEMENT : AFTER_MEMBER;
    }

    private void open(int object, int at) throws JsonException {
        if (depth == maxDepth) {
            throw failed("nested deeper than " + maxDepth, at);
        }
        if ((depth & 63) == 0 && depth > 0) {
            int word = (depth >> 6) - 1;
            if (word == outer.length) {
                outer = Arrays.copyOf(outer, word + 1 + word / 2);
            }
            outer[word] = containers;
        }
        containers = (containers << 1) | object;
        depth++;
    }

    private void close() {
        depth--;
        if ((depth & 63) == 0 && depth > 0) {
            containers = outer[(depth >> 6) - 1];
        } else {
            containers >>>= 1;
        }
    }

    private JsonException unexpected(byte[] b, int at) {
        state = FAILED;
        return JsonException.unexpected(b[at], position + at);
    }

    private JsonException failed(String what, int at) {
        state = FAILED;
        return new JsonException(what, position + at);
    }
}
