package dev.bailey.client.rpc;

import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.ServiceMessage;
import io.netty.buffer.ByteBuf;
import io.vertx.core.internal.net.NetSocketInternal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to one socket. Requests are encoded when the socket takes them and not before: until then they cost
 * no second copy and can be taken back, and all of one turn of the loop go out in one write. On the connection's loop.
 */
final class Outbox {
    private static final int CHUNK = 64 << 10;
    /** Bytes of params that may wait for a service that does not read. */
    private static final long MOST_WAITING = 4 << 20;
    /** Bytes of answers that may wait for a service that asks and does not read. */
    private static final int MOST_ANSWERS = 64 << 10;

    /** Learns what became of a notification. */
    interface Written {
        void end(Exchange notification, boolean done);
    }

    private final NetSocketInternal socket;
    private final Wire wire;
    private final InFlight inFlight;
    private final Written written;
    private final ArrayDeque<Exchange> waiting = new ArrayDeque<>();
    private final JsonWriter out = new JsonWriter(1024);
    private long waitingBytes;
    private long lastId;

    /** @param written told of notifications that are in the socket, or did not get there */
    Outbox(NetSocketInternal socket, Wire wire, InFlight inFlight, Written written) {
        this.socket = socket;
        this.wire = wire;
        this.inFlight = inFlight;
        this.written = written;
    }

    /** False when too much waits already. */
    boolean add(Exchange exchange) {
        int bytes = exchange.request().params().length();
        if (!waiting.isEmpty() && waitingBytes + bytes > MOST_WAITING) {
            return false;
        }
        waitingBytes += bytes;
        waiting.add(exchange);
        if (waitingBytes >= CHUNK) {
            // enough for a write of its own
            flush();
        }
        return true;
    }

    /** Whether it was not sent yet, and now never will be. */
    boolean takeBack(Exchange exchange) {
        // looked for from the end, for what waits is new
        boolean found = waiting.removeLastOccurrence(exchange);
        if (found) {
            waitingBytes -= exchange.request().params().length();
        }
        return found;
    }

    /** False when the service asks and does not read. */
    boolean answer(ServerRequests answers, ServiceMessage.Request request) {
        if (out.size() > MOST_ANSWERS) {
            return false;
        }
        answers.answer(out, request);
        return true;
    }

    /** Whether the service reads slower than it is written to. */
    boolean isStalled() {
        return socket.writeQueueFull();
    }

    /** Writes all that waits, as far as the socket takes it. */
    void flush() {
        while (!socket.writeQueueFull() && (out.size() > 0 || !waiting.isEmpty())) {
            writeChunk();
        }
    }

    private void writeChunk() {
        List<Exchange> notifications = null;
        while (out.size() < CHUNK && !waiting.isEmpty()) {
            Exchange exchange = waiting.remove();
            encode(exchange);
            if (exchange.request().notification()) {
                notifications = notifications == null ? new ArrayList<>() : notifications;
                notifications.add(exchange);
            }
        }
        ByteBuf bytes = socket.channelHandlerContext().alloc().directBuffer(out.size());
        bytes.writeBytes(out.array(), 0, out.size());
        out.reset();
        write(bytes, notifications);
    }

    private void encode(Exchange exchange) {
        waitingBytes -= exchange.request().params().length();
        if (!exchange.request().notification()) {
            exchange.sequence = ++lastId;
            inFlight.add(exchange.sequence, exchange);
        }
        wire.request(out, exchange.sequence, exchange.request());
        exchange.handedOver();
    }

    private void write(ByteBuf bytes, @Nullable List<Exchange> notifications) {
        var future = socket.writeMessage(bytes);
        if (notifications != null) {
            future.onComplete(end -> notifications.forEach(each -> written.end(each, end.succeeded())));
        }
    }

    /** All that was not sent. */
    List<Exchange> drain() {
        List<Exchange> unsent = new ArrayList<>(waiting);
        waiting.clear();
        waitingBytes = 0;
        return unsent;
    }
}
