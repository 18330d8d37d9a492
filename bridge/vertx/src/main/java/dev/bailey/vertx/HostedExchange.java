package dev.bailey.vertx;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.FailureException;
import dev.bailey.call.Outcome;
import dev.bailey.call.PendingReply;
import dev.bailey.flow.UnwantedFlow;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import io.netty.buffer.Unpooled;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One request of a Vert.x host, to the last byte of its answer. On the call's loop, save where another thread is named. */
final class HostedExchange {
    private final Bridge bridge;
    private final HttpServerRequest request;
    private final Call call;
    private @Nullable HostedBody body;
    private @Nullable HostedFlow flow;

    HostedExchange(Bridge bridge, HttpServerRequest request, Call call) {
        this.bridge = bridge;
        this.request = request;
        this.call = call;
    }

    // ---- the request, on the host's thread: an event loop or a worker

    void start() {
        request.response().exceptionHandler(this::failed);
        request.response().closeHandler(closed -> gone());
        String length = request.getHeader("Content-Length");
        if (length != null ? !length.equals("0") : request.getHeader("Transfer-Encoding") != null) {
            HostedBody content = body();
            request.pause();
            request.handler(piece -> call.loop().run(() -> content.take(piece)));
            request.endHandler(end -> call.loop().run(content::end));
            serve(content);
        } else if (length != null || isHttp1()) {
            serve(HttpBody.NONE);
        } else {
            serveOnceClear();
        }
    }

    private boolean isHttp1() {
        return request.version() == HttpVersion.HTTP_1_1 || request.version() == HttpVersion.HTTP_1_0;
    }

    /** HTTP/2 needs no field to bring a body: what follows the head tells. */
    private void serveOnceClear() {
        HostedBody content = body();
        request.handler(first -> {
            request.pause();
            request.handler(piece -> call.loop().run(() -> content.take(piece)));
            request.endHandler(end -> call.loop().run(content::end));
            content.startsWith(first);
            serve(content);
        });
        request.endHandler(end -> serve(HttpBody.NONE));
    }

    private HostedBody body() {
        request.exceptionHandler(this::failed);
        return new HostedBody(request, call, bridge.config().limits());
    }

    private void serve(HttpBody content) {
        HttpCall asked = new HttpCall(
                request.method().name(),
                request.uri(),
                request.version() == HttpVersion.HTTP_1_0 ? 0 : 1,
                new HostedHeaders(request),
                content,
                call);
        if (request.version() != HttpVersion.HTTP_1_0) {
            // in chunks or frames, of which a last one is missing when the answer is cut
            call.callerTakesFlow();
        }
        call.loop().run(() -> {
            body = content instanceof HostedBody hosted ? hosted : null;
            ask(asked);
        });
    }

    private void ask(HttpCall asked) {
        try {
            PendingReply.watch(bridge.http().handle(asked), this::reply);
        } catch (RuntimeException e) {
            reply(null, e);
        }
    }

    // ---- the answer

    private void reply(@Nullable HttpReply reply, @Nullable Throwable thrown) {
        HttpReply known = reply != null
                ? reply
                : new HttpReply.Failed(thrown == null ? Refusals.internal() : FailureException.failureOf(thrown));
        call.loop().run(() -> answer(known));
    }

    private void answer(HttpReply reply) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended() || call.hasEnded()) {
            if (reply instanceof HttpReply.Flowing flowing) {
                UnwantedFlow.drop(flowing.body());
            }
            gone();
            if (!response.closed() && !response.ended()) {
                response.reset();
            }
            return;
        }
        HostedBody content = body;
        boolean last = content != null && isHttp1() && content.endsConnection();
        try {
            if (content != null && !last) {
                content.discard();
            }
            if (last) {
                response.putHeader("Connection", "close");
            }
            if (reply instanceof HttpReply.Flowing flowing) {
                write(response, flowing, last);
            } else {
                HttpReply.Answer answer = Refusals.answerOf(reply);
                ends(write(response, answer), answer.outcome(), last);
            }
        } catch (IllegalStateException | IllegalArgumentException e) {
            // the host has given the request up already, or does not send such a thing
            gone();
            response.reset();
        }
    }

    private void ends(Future<Void> written, Outcome outcome, boolean last) {
        written.onComplete(done -> {
            call.end(done.succeeded() ? outcome : Outcome.CLIENT_GONE);
            if (last) {
                request.connection().close();
            }
        });
    }

    private void write(HttpServerResponse response, HttpReply.Flowing flowing, boolean last) {
        response.setStatusCode(flowing.status());
        flowing.headers().forEach(response.headers()::add);
        if (request.method().equals(HttpMethod.HEAD)) {
            UnwantedFlow.drop(flowing.body());
            ends(response.end(), flowing.outcome(), last);
            return;
        }
        response.setChunked(true);
        HostedFlow writing = new HostedFlow(response, call, written -> ends(written, flowing.outcome(), last));
        flow = writing;
        flowing.body().subscribe(writing);
    }

    private Future<Void> write(HttpServerResponse response, HttpReply.Answer answer) {
        response.setStatusCode(answer.status());
        answer.headers().forEach(response.headers()::add);
        if (answer.status() == 204 || answer.status() == 304) {
            return response.end();
        }
        Payload content = answer.body();
        if (request.method().equals(HttpMethod.HEAD)) {
            long length = answer.contentLength(true);
            if (length >= 0) {
                response.putHeader("Content-Length", Long.toString(length));
            }
            return response.end();
        }
        return response.end(
                BufferInternal.buffer(Unpooled.wrappedBuffer(content.array(), content.offset(), content.length())));
    }

    /** The connection is lost, or what comes on it is no HTTP: then the caller is there, and is told if it waits for more of it. */
    private void failed(Throwable why) {
        if (why instanceof HttpClosedException || why instanceof StreamResetException || why instanceof IOException) {
            gone();
            return;
        }
        call.loop().run(() -> {
            if (body == null || !body.breakOff()) {
                gone();
            }
        });
    }

    /** The caller is lost. Any thread. */
    private void gone() {
        call.cancel(Refusals.callerGone());
        call.end(Outcome.CLIENT_GONE);
        call.loop().run(() -> {
            if (flow != null) {
                flow.cancel();
            }
            if (body != null) {
                body.lose();
            }
        });
    }
}
