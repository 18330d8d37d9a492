package dev.bailey.load.peers;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;

/**
 * The service behind all peers, in one process: plain HTTP and JSON-RPC in POSTs on one port, JSON-RPC by lines on another. Says
 * the same 300 bytes to everything, as fast as it can; its own CPU is not counted.
 */
public final class Backend {
    private static final byte[] ID = "\"id\":".getBytes(StandardCharsets.US_ASCII);

    private final Buffer result;

    private Backend(int bytes) {
        this.result = Buffer.buffer("{\"text\":\"" + "x".repeat(bytes - 11) + "\"}");
    }

    /** Arguments: HTTP port, TCP port, bytes of an answer. */
    public static void main(String[] args) {
        Backend backend = new Backend(Integer.parseInt(args[2]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        vertx.createHttpServer()
                .requestHandler(backend::answer)
                .listen(Integer.parseInt(args[0]), "127.0.0.1")
                .compose(http -> vertx.createNetServer()
                        .connectHandler(backend::serve)
                        .listen(Integer.parseInt(args[1]), "127.0.0.1"))
                .onSuccess(net -> System.out.println("ready"))
                .onFailure(failure -> {
                    System.err.println("cannot listen: " + failure.getMessage());
                    vertx.close();
                });
    }

    private void answer(HttpServerRequest request) {
        if (request.method().name().equals("GET")) {
            request.response().putHeader("Content-Type", "application/json").end(result);
            return;
        }
        request.body().onSuccess(body -> {
            Buffer reply = Buffer.buffer(result.length() + 48);
            appendReply(reply, body, 0, body.length());
            request.response().putHeader("Content-Type", "application/json").end(reply);
        });
    }

    private void serve(NetSocket socket) {
        Buffer[] pending = {Buffer.buffer()};
        socket.handler(chunk -> {
            Buffer all = pending[0].length() == 0 ? chunk : pending[0].appendBuffer(chunk);
            Buffer replies = Buffer.buffer(8192);
            int start = 0;
            for (int i = 0; i < all.length(); i++) {
                if (all.getByte(i) == '\n') {
                    appendReply(replies, all, start, i);
                    replies.appendByte((byte) '\n');
                    start = i + 1;
                }
            }
            pending[0] = start == all.length() ? Buffer.buffer() : all.getBuffer(start, all.length());
            socket.write(replies);
        });
    }

    private void appendReply(Buffer out, Buffer request, int from, int to) {
        out.appendString("{\"jsonrpc\":\"2.0\",\"id\":");
        int id = indexOfId(request, from, to);
        int end = id;
        while (end < to && Character.isDigit(request.getByte(end))) {
            end++;
        }
        out.appendBuffer(request, id, end - id)
                .appendString(",\"result\":")
                .appendBuffer(result)
                .appendString("}");
    }

    private static int indexOfId(Buffer request, int from, int to) {
        for (int i = from; i < to - ID.length; i++) {
            int k = 0;
            while (k < ID.length && request.getByte(i + k) == ID[k]) {
                k++;
            }
            if (k == ID.length) {
                return i + k;
            }
        }
        throw new IllegalArgumentException("a request without an id");
    }
}
