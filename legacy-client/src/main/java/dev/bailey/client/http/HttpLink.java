package dev.bailey.client.http;

import dev.bailey.call.HeldBytes;
import io.netty.buffer.ByteBuf;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.internal.net.NetSocketInternal;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection: one request at a time, and the next one only after an answer that leaves no doubt where it ended.
 * Bytes that nobody asked for close it. On its loop, all of it.
 */
public final class HttpLink {
    private static final String LOST = "the connection to the service was lost";
    private static final String CUT_OFF = LOST + " in the middle of the answer";

    private final NetSocketInternal socket;
    private final RequestWriter writer;
    private final int maxHead;
    private final int maxBody;
    private final HeldBytes held;
    private final Runnable settle = this::settle;
    private Runnable closeHook = () -> {};

    // the request under way
    private @Nullable HttpAnswer answer;
    private @Nullable ResponseReader reader;
    private boolean written;

    /** Whole, and held back until it is known that nothing follows it. */
    private @Nullable HttpResponse whole;

    private boolean spoiled;
    private boolean broken;
    private boolean closed;

    HttpLink(NetSocketInternal socket, RequestWriter writer, int maxHead, int maxBody, HeldBytes held) {
        this.socket = socket;
        this.writer = writer;
        this.maxHead = maxHead;
        this.maxBody = maxBody;
        this.held = held;
    }

    /** Listens to the socket from now on. */
    void begin() {
        socket.handler(this::received);
        // a reset connection closes next
        socket.exceptionHandler(reset -> broken = true);
        socket.closeHandler(gone -> gone());
    }

    /** What to do when the connection has closed, whoever closed it; what was under way has ended before. */
    public void onClose(Runnable hook) {
        closeHook = hook;
    }

    public boolean isClosed() {
        return closed;
    }

    /**
     * Sends a request with its whole body. Only after the one before has been answered as {@code reusable}, and not when
     * closed.
     */
    public void send(HttpRequest request, HttpAnswer whoAsks) {
        answer = whoAsks;
        reader = new ResponseReader(request.isHead(), maxHead, maxBody, whoAsks);
        written = false;
        ByteBuf bytes = writer.write(request, socket.channelHandlerContext().alloc());
        socket.writeMessage(bytes).onSuccess(done -> written = true);
    }

    /** Whether more is to be read, or left in the socket. */
    void read(boolean on) {
        socket.channelHandlerContext().channel().config().setAutoRead(on);
    }

    /** Closes at once, whatever is under way. */
    public void close() {
        closed = true;
        answer = null;
        reader = null;
        held.release();
        // not socket.close(): that waits for all writes, which never end when the service does not read
        socket.channelHandlerContext().close();
    }

    // ---- from the service

    private void received(Buffer chunk) {
        if (closed) {
            return;
        }
        ResponseReader current = reader;
        HttpAnswer waiting = answer;
        if (current == null || waiting == null) {
            unasked();
            return;
        }
        try {
            Received bytes = bytes(((BufferInternal) chunk).getByteBuf());
            boolean isWhole = current.read(bytes);
            if (closed) {
                // whoever took the body did not like it
                return;
            }
            if (!held.hold(current.held())) {
                fail(HttpTrouble.REFUSED, "the bridge holds as many bytes as it may");
            } else if (isWhole) {
                whole(current, bytes.isReadable());
            } else if (current.isHandedOn()) {
                waiting.soFar();
            }
        } catch (HttpException e) {
            fail(e.trouble(), e.why());
        }
    }

    private static Received bytes(ByteBuf chunk) {
        int length = chunk.readableBytes();
        if (chunk.hasArray()) {
            int from = chunk.arrayOffset() + chunk.readerIndex();
            return new Received(chunk.array(), from, from + length);
        }
        byte[] copy = new byte[length];
        chunk.getBytes(chunk.readerIndex(), copy);
        return new Received(copy, 0, length);
    }

    /** Bytes after an answer, or before any request: the next request would take them for its own answer. */
    private void unasked() {
        if (whole == null) {
            socket.channelHandlerContext().close();
            gone();
        } else {
            spoiled = true;
        }
    }

    private void whole(ResponseReader current, boolean leftOver) {
        whole = current.response();
        reader = null;
        // an answer before the end of its request leaves the rest of the request in the way of the next one
        spoiled = leftOver || !current.isLasting() || !written;
        if (spoiled) {
            settle();
        } else {
            // after all that this turn of the loop reads: what the service sent along with the answer shows before the
            // next
            // request
            socket.channelHandlerContext().executor().execute(settle);
        }
    }

    private void settle() {
        HttpResponse response = whole;
        HttpAnswer waiting = answer;
        whole = null;
        if (response != null && waiting != null) {
            answer = null;
            // from here on the call counts them
            held.release();
            waiting.came(response, !spoiled && !closed);
        }
    }

    private void fail(HttpTrouble trouble, String why) {
        HttpAnswer waiting = answer;
        int status = reader == null ? 0 : reader.status();
        close();
        if (waiting != null) {
            waiting.failed(trouble, why, status);
        }
    }

    // ---- the end

    private void gone() {
        if (closed) {
            return;
        }
        closed = true;
        held.release();
        ResponseReader current = reader;
        if (current != null && current.endsWithConnection() && !broken && saidGoodbye()) {
            whole(current, true);
        } else if (current != null) {
            lost(current);
        }
        settle();
        closeHook.run();
    }

    private void lost(ResponseReader current) {
        if (current.hasBegun()) {
            fail(HttpTrouble.CUT_OFF, CUT_OFF);
        } else {
            fail(HttpTrouble.LOST, LOST);
        }
    }

    /** Over TLS the service must say that this was all, for anybody on the way can end the connection (RFC 8446, 6.1). */
    private boolean saidGoodbye() {
        SslHandler tls = socket.channelHandlerContext().pipeline().get(SslHandler.class);
        return tls == null || tls.sslCloseFuture().isSuccess();
    }
}
