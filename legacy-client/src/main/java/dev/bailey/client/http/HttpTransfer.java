package dev.bailey.client.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;

/** One request on its way out and its answer on its way in. What comes after its end changes nothing. */
final class HttpTransfer {
    private static final int FINAL = 200;

    private final HttpAnswer answer;
    private final int maxBody;
    private final Buffer body = Buffer.buffer();
    private boolean written;
    private boolean lasting;
    private int status;
    private boolean done;

    HttpTransfer(HttpAnswer answer, int maxBody) {
        this.answer = answer;
        this.maxBody = maxBody;
    }

    void send(HttpClientRequest request, Buffer content) {
        request.exceptionHandler(this::lost);
        request.response().onSuccess(this::head).onFailure(this::lost);
        request.end(content).onSuccess(sent -> written = true);
    }

    private void head(HttpClientResponse response) {
        if (done) {
            return;
        }
        status = response.statusCode();
        if (status < FINAL) {
            // Vert.x takes it for the final answer; the real one would go to the next request
            fail(HttpTrouble.MALFORMED);
            return;
        }
        lasting = response.version() == HttpVersion.HTTP_1_1
                && !response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
        response.exceptionHandler(this::lost);
        response.handler(this::chunk);
        response.endHandler(end -> whole());
    }

    private void chunk(Buffer chunk) {
        if (done) {
            return;
        }
        if ((long) body.length() + chunk.length() > maxBody) {
            fail(HttpTrouble.TOO_LARGE);
        } else {
            body.appendBuffer(chunk);
        }
    }

    private void whole() {
        if (!done) {
            done = true;
            // an answer before the end of its request leaves the rest of the request in the way of the next one
            answer.came(status, body.getBytes(), lasting && written);
        }
    }

    void lost(Throwable why) {
        if (why instanceof HttpClosedException || why instanceof IOException) {
            connectionLost();
        } else {
            fail(HttpTrouble.MALFORMED);
        }
    }

    void connectionLost() {
        fail(status > 0 ? HttpTrouble.CUT_OFF : HttpTrouble.LOST);
    }

    private void fail(HttpTrouble trouble) {
        if (!done) {
            done = true;
            answer.failed(trouble, status);
        }
    }
}
