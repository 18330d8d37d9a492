package dev.bailey.client;

import dev.bailey.call.Call;
import dev.bailey.call.EventLoop;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Sets calls on their way from any thread, so many at once and no more, and knows those that are open. */
final class Caller {
    private static final Failure CLOSED = FailureKind.UNAVAILABLE.because("the client is closed");

    private final RpcHandler handler;
    private final Supplier<? extends EventLoop> loops;
    private final int maxInFlight;
    private final int maxParams;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> lastEnded = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param loops the loop that a call made here and now goes to; any thread
     * @param maxParams bytes of one call's params
     */
    Caller(RpcHandler handler, Supplier<? extends EventLoop> loops, int maxInFlight, int maxParams) {
        this.handler = handler;
        this.loops = loops;
        this.maxInFlight = maxInFlight;
        this.maxParams = maxParams;
    }

    EventLoop loop() {
        return loops.get();
    }

    /**
     * Sets a call or a notification on its way; its deadline counts from now.
     *
     * @param allowedNanos what the caller allows; may lower the timeout that holds anyway
     */
    OpenCall start(RpcMethod method, Json params, boolean notification, long allowedNanos) {
        return start(call(loop(), allowedNanos), method, params, notification);
    }

    /** A call that starts now. */
    Call call(EventLoop loop, long allowedNanos) {
        Call call = Call.on(loop);
        call.deadlineCountsFromStart();
        call.callerAllows(allowedNanos);
        return call;
    }

    OpenCall start(Call call, RpcMethod method, Json params, boolean notification) {
        OpenCall opened = new OpenCall(method.name(), call, new CompletableFuture<>());
        Optional<Failure> refused = enter(call, params);
        if (refused.isPresent()) {
            call.end(refused.get().outcome());
            opened.reply().complete(new RpcReply.Failed(refused.get()));
        } else {
            send(opened, new RpcRequest(method, params, notification, call));
        }
        return opened;
    }

    private Optional<Failure> enter(Call call, Json params) {
        if (params.length() > maxParams) {
            return Optional.of(
                    FailureKind.REQUEST_TOO_LARGE.because("the params have more than " + maxParams + " bytes"));
        }
        int calls = inFlight.incrementAndGet();
        if (closed || calls > maxInFlight) {
            leave();
            return Optional.of(
                    closed
                            ? CLOSED
                            : FailureKind.OVERLOADED.because(
                                    "the client has its " + maxInFlight + " calls in flight; try again later"));
        }
        open.add(call);
        if (closed) {
            // whoever closed it meanwhile may not have seen this one; it waits for it
            call.cancel(CLOSED);
        }
        return Optional.empty();
    }

    private void send(OpenCall opened, RpcRequest request) {
        try {
            opened.call().loop().run(() -> handler.handle(request)
                    .whenComplete((reply, bug) -> ended(opened, bug == null ? reply : internal())));
        } catch (RejectedExecutionException e) {
            ended(opened, new RpcReply.Failed(CLOSED));
        }
    }

    private static RpcReply internal() {
        return new RpcReply.Failed(FailureKind.INTERNAL.because("an internal error"));
    }

    private void ended(OpenCall opened, RpcReply reply) {
        open.remove(opened.call());
        leave();
        opened.call().end(reply.outcome());
        opened.reply().complete(reply);
    }

    private void leave() {
        if (inFlight.decrementAndGet() == 0 && closed) {
            lastEnded.complete(null);
        }
    }

    /** Ends every open call and takes no more. Completes when the last one has ended. Any thread, also twice. */
    CompletionStage<Void> close() {
        closed = true;
        open.forEach(call -> call.cancel(CLOSED));
        if (inFlight.get() == 0) {
            lastEnded.complete(null);
        }
        return lastEnded;
    }
}
