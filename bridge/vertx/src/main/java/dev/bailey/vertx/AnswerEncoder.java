package dev.bailey.vertx;

import dev.bailey.call.Call;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiConsumer;

/**
 * Writes answers as bytes: status line, the answer's own headers, and those that the host adds. One array serves all answers
 * of a loop.
 */
final class AnswerEncoder {
    private static final byte[] CONTENT_LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] KEEP_ALIVE = ascii("Connection: keep-alive\r\n");
    private static final byte[] BRIDGE_TIMING = ascii("Server-Timing: bridge;dur=");
    private static final byte[] SERVICE_TIMING = ascii(", service;dur=");
    private static final byte[] CRLF = ascii("\r\n");
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final int USUAL = 1024;
    private static final int MOST_REUSED = 16 * 1024;

    private final HttpDate date;
    private final boolean serverTiming;
    private final BiConsumer<String, String> fields = this::field;
    private final ReusedBuffer answers = new ReusedBuffer(MOST_REUSED);
    private byte[] out = new byte[USUAL];
    private int size;

    AnswerEncoder(HttpDate date, boolean serverTiming) {
        this.date = date;
        this.serverTiming = serverTiming;
    }

    /** What of an answer's body the caller is to see. */
    static Payload bodyOf(HttpExchange exchange, HttpReply.Answer answer) {
        return exchange.isHead() || isBodyless(answer.status()) ? Payload.EMPTY : answer.body();
    }

    private static boolean isBodyless(int status) {
        return status == NO_CONTENT || status == NOT_MODIFIED;
    }

    /**
     * The head of an answer, and the body behind it.
     *
     * @param last whether the connection is closed after it
     * @param inlined what is to follow the head in the same buffer
     */
    ByteBuf encode(
            ByteBufAllocator alloc, HttpExchange exchange, HttpReply.Answer answer, boolean last, Payload inlined) {
        size = 0;
        append(StatusLines.of(answer.status()));
        answer.headers().forEach(fields);
        long length = isBodyless(answer.status()) ? -1 : answer.contentLength(exchange.isHead());
        if (length >= 0) {
            append(CONTENT_LENGTH);
            number(length);
            append(CRLF);
        }
        return finish(alloc, exchange, last, inlined);
    }

    /** The head of an answer whose body flows. */
    ByteBuf encode(ByteBufAllocator alloc, HttpExchange exchange, HttpReply.Flowing answer, boolean last) {
        size = 0;
        append(StatusLines.of(answer.status()));
        answer.headers().forEach(fields);
        append(CHUNKED);
        return finish(alloc, exchange, last, Payload.EMPTY);
    }

    private ByteBuf finish(ByteBufAllocator alloc, HttpExchange exchange, boolean last, Payload inlined) {
        append(date.line());
        if (serverTiming) {
            timing(exchange.call());
        }
        if (last) {
            append(CLOSE);
        } else if (exchange.version() == 0) {
            append(KEEP_ALIVE);
        }
        append(CRLF);
        ByteBuf buffer = answers.take(alloc, size + inlined.length());
        buffer.writeBytes(out, 0, size);
        buffer.writeBytes(inlined.array(), inlined.offset(), inlined.length());
        if (out.length > 16 * USUAL) {
            out = new byte[USUAL];
        }
        return buffer;
    }

    private void field(String name, String value) {
        if (isOurs(name)) {
            return;
        }
        room(name.length() + value.length() + 4);
        latin1(name);
        out[size++] = ':';
        out[size++] = ' ';
        latin1(value);
        out[size++] = '\r';
        out[size++] = '\n';
    }

    /** Framing, and what concerns the connection, is said by the host alone. */
    private static boolean isOurs(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("Date");
            case 10 -> name.equalsIgnoreCase("Connection");
            case 14 -> name.equalsIgnoreCase("Content-Length");
            case 17 -> name.equalsIgnoreCase("Transfer-Encoding");
            default -> false;
        };
    }

    /** Control characters would end the field, or the head: they become spaces. */
    private void latin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out[size++] = (byte) (c < ' ' || c == 0x7f ? ' ' : c > 0xff ? '?' : c);
        }
    }

    /** Milliseconds with three decimals. */
    private void timing(Call call) {
        append(BRIDGE_TIMING);
        millis(call.overheadNanos());
        append(SERVICE_TIMING);
        millis(call.serviceWaitNanos());
        append(CRLF);
    }

    private void millis(long nanos) {
        long micros = nanos / 1000;
        number(micros / 1000);
        room(4);
        out[size++] = '.';
        out[size++] = (byte) ('0' + micros / 100 % 10);
        out[size++] = (byte) ('0' + micros / 10 % 10);
        out[size++] = (byte) ('0' + micros % 10);
    }

    private void number(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            out[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    private void append(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, out, size, bytes.length);
        size += bytes.length;
    }

    private void room(int more) {
        if (size + more > out.length) {
            out = Arrays.copyOf(out, Math.max(size + more, 2 * out.length));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
