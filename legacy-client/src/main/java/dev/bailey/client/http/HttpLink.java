package dev.bailey.client.http;

import io.netty.channel.ChannelHandlerContext;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP/1.1 connection that Vert.x does not pool. One request at a time; who sends waits for its end, or closes. On the
 * connection's loop.
 */
public final class HttpLink {
    private final HttpClientConnection connection;
    private final ChannelHandlerContext channel;
    private final int maxBody;
    private @Nullable HttpTransfer transfer;

    /** @param maxBody bytes that an answer's body may have */
    public HttpLink(HttpClientConnection connection, int maxBody) {
        this.connection = connection;
        this.channel = ((UnpooledHttpClientConnection) connection).unwrap().channelHandlerContext();
        this.maxBody = maxBody;
        // what goes wrong shows in the request under way, and in the close that follows
        connection.exceptionHandler(trouble -> {});
    }

    /** What to do when the connection has closed, whoever closed it; what was under way has failed before. */
    public void onClose(Runnable hook) {
        connection.closeHandler(closed -> {
            if (transfer != null) {
                transfer.connectionLost();
            }
            hook.run();
        });
    }

    /** Sends a request with its whole body. */
    public void send(RequestOptions request, Buffer body, HttpAnswer answer) {
        HttpTransfer begun = new HttpTransfer(answer, maxBody);
        transfer = begun;
        connection.request(request).onComplete(ready -> {
            if (ready.succeeded()) {
                begun.send(ready.result(), body);
            } else {
                begun.lost(ready.cause());
            }
        });
    }

    /** Closes at once, whatever is under way. */
    public void close() {
        // not connection.close(): that waits for all writes, which never end when the service does not read
        channel.close();
    }
}
