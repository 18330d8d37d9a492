package dev.bailey.servlet;

import dev.bailey.Bridge;
import dev.bailey.call.Call;
import dev.bailey.call.CallLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.flow.UnwantedFlow;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One request of a servlet container, to the last byte of its answer.
 *
 * <p>An answer that is known while one of the container's threads is in here, and fits the response's buffer, is put there at
 * once, as any servlet does; the container sends it. Every other answer is written as the caller takes it.
 */
final class ServletExchange implements AsyncListener {
    private static final String CUT = ServletExchange.class.getName() + ".cut";

    private final Bridge bridge;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AsyncContext async;
    private final CallLoop loop;
    private final Call call;
    private final HttpBody body;

    /** Whether one of the container's threads is in here; until it has gone the container calls no listener. */
    private volatile @Nullable Thread container;

    /** What writes an answer that flows. */
    private volatile @Nullable ServletFlow flow;

    // on the loop
    private boolean closes;
    private boolean answered;

    ServletExchange(Bridge bridge, HttpServletRequest request, HttpServletResponse response) {
        this.bridge = bridge;
        this.request = request;
        this.response = response;
        this.async = request.startAsync(request, response);
        this.loop = bridge.loops().open();
        this.call = Call.on(loop);
        this.body = body();
    }

    private HttpBody body() {
        long announced = request.getContentLengthLong();
        boolean chunked = announced < 0 && request.getHeader("Transfer-Encoding") != null;
        if (announced <= 0 && !chunked && !streams()) {
            return HttpBody.NONE;
        }
        long timeout = bridge.config().limits().bodyTimeout().toNanos();
        return new ServletBody(this, loop, call, announced, timeout);
    }

    /** HTTP/2 needs neither header to bring a body. */
    private boolean streams() {
        try {
            return !request.getProtocol().startsWith("HTTP/1")
                    && !request.getInputStream().isFinished();
        } catch (IOException e) {
            return true;
        }
    }

    void start() {
        // every wait of a call has a bound of its own
        async.setTimeout(0);
        async.addListener(this);
        int version = request.getProtocol().equals("HTTP/1.0") ? 0 : 1;
        if (version == 1) {
            // in chunks or frames, of which a last one is missing when the answer is cut
            call.callerTakesFlow();
        }
        HttpCall asked = new HttpCall(request.getMethod(), target(), version, new ServletHeaders(request), body, call);
        inContainer(() -> ask(asked));
    }

    private void ask(HttpCall asked) {
        try {
            bridge.http().handle(asked).whenComplete(this::reply);
        } catch (RuntimeException | Error e) {
            reply(null, e);
        }
    }

    /** As it was sent, less the context path: where an application is deployed is not for routes to know. */
    private String target() {
        String path = request.getRequestURI();
        String context = request.getContextPath();
        if (!context.isEmpty() && path.startsWith(context)) {
            path = path.substring(context.length());
        }
        String query = request.getQueryString();
        return query == null ? path : path + '?' + query;
    }

    ServletInputStream input() throws IOException {
        return request.getInputStream();
    }

    /** Runs something in the loop for one of the container's threads, which may then run code that blocks. */
    void inContainer(Runnable task) {
        container = Thread.currentThread();
        try {
            loop.enter(task);
        } finally {
            container = null;
        }
    }

    /** The connection is to end with this answer. On the loop. */
    void closesConnection() {
        closes = true;
    }

    // ---- the answer, on the loop

    private void reply(@Nullable HttpReply reply, @Nullable Throwable thrown) {
        if (answered) {
            return;
        }
        answered = true;
        try {
            if (reply instanceof HttpReply.Flowing flowing) {
                write(flowing);
            } else {
                write(reply instanceof HttpReply.Answer known && isFinal(known) ? known : internal(thrown));
            }
        } catch (IOException | IllegalStateException e) {
            // the container has given the request up already
            gone();
        }
    }

    /** An interim status would shift every later answer of the connection. */
    private static boolean isFinal(HttpReply.Answer answer) {
        return answer.status() >= 200 && answer.status() <= 599;
    }

    private static HttpReply.Answer internal(@Nullable Throwable thrown) {
        String detail = thrown == null
                ? "an internal error; the log of the bridge has more"
                : FailureException.failureOf(thrown).detail();
        return new Problem(Outcome.INTERNAL, FailureKind.INTERNAL.status(), detail).answer();
    }

    private void writeHead(int status, Headers headers) {
        response.setStatus(status);
        headers.forEach(response::addHeader);
        // while its thread is with code the container reads nothing more: the next call must not wait there
        if ((closes || loop.runsCodeElsewhere()) && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }

    private void write(HttpReply.Answer answer) throws IOException {
        boolean bodyless = answer.status() == 204 || answer.status() == 304;
        writeHead(answer.status(), answer.headers());
        boolean head = request.getMethod().equals("HEAD");
        long length = bodyless ? -1 : answer.contentLength(head);
        if (length >= 0) {
            response.setContentLengthLong(length);
        }
        Payload content = bodyless || head ? Payload.EMPTY : answer.body();
        Thread inside = container;
        if (inside == null || content.length() > response.getBufferSize()) {
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new AnswerWriting(this, out, content, answer.outcome()));
            return;
        }
        response.getOutputStream().write(content.array(), content.offset(), content.length());
        if (closes || inside != Thread.currentThread()) {
            // the container would have an answer of its own to malformed chunks, or its thread may be with code for
            // long
            response.flushBuffer();
        }
        ended(answer.outcome());
    }

    /** The last byte is written. Any thread. */
    void ended(Outcome outcome) {
        call.end(outcome);
        async.complete();
    }

    // ---- an answer that flows, on the loop

    private void write(HttpReply.Flowing flowing) throws IOException {
        if (call.hasEnded()) {
            UnwantedFlow.drop(flowing.body());
            return;
        }
        writeHead(flowing.status(), flowing.headers());
        if (request.getMethod().equals("HEAD")) {
            UnwantedFlow.drop(flowing.body());
            ended(flowing.outcome());
            return;
        }
        ServletFlow writing = new ServletFlow(this, loop, response.getOutputStream());
        flow = writing;
        flowing.body().subscribe(writing);
    }

    /** What flowed did not end well: the connection must not look as if it had. */
    void cut(Failure why) {
        call.explain(why.detail());
        call.end(why.outcome());
        request.setAttribute(CUT, true);
        try {
            async.dispatch();
        } catch (IllegalStateException e) {
            // the container was first
            assert call.hasEnded();
        }
    }

    /**
     * Whether a request comes back only to fail: there is no other way for a servlet to have the container give up a connection
     * whose answer has begun.
     */
    static boolean isCut(HttpServletRequest request) {
        return request.getAttribute(CUT) != null;
    }

    // ---- the end

    static FailureException callerGone() {
        return new FailureException(FailureKind.CLIENT_GONE.because("the caller's connection was lost"));
    }

    /** Any thread. */
    void gone() {
        cancelFlow();
        call.cancel(callerGone().failure());
        if (call.end(Outcome.CLIENT_GONE)) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // the container was first
                assert call.hasEnded();
            }
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        gone();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        gone();
    }

    private void cancelFlow() {
        ServletFlow writing = flow;
        if (writing != null) {
            loop.run(writing::cancel);
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        cancelFlow();
        call.cancel(callerGone().failure());
        call.end(Outcome.CLIENT_GONE);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // nobody else starts it
    }
}
