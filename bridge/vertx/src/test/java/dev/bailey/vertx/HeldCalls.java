package dev.bailey.vertx;

import dev.bailey.call.Failure;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Withholds the answer of every call until the test gives it; a call that is cancelled ends at once. Thread-safe. */
final class HeldCalls implements RpcHandler {
    private final BlockingQueue<Held> calls = new LinkedBlockingQueue<>();
    private final AtomicInteger began = new AtomicInteger();

    /** A call without its answer. */
    record Held(RpcRequest request, CompletableFuture<RpcReply> reply) {
        String method() {
            return request.method().name();
        }

        /** Answers with the params, on the call's loop. */
        void answer() {
            Json params = request.params();
            answer(params.isAbsent() ? Json.NULL : params);
        }

        void answer(Json result) {
            request.call()
                    .loop()
                    .execute(() ->
                            reply.complete(request.notification() ? RpcReply.accepted() : new RpcReply.Result(result)));
        }

        /** Waits for the cancellation and tells why. */
        Failure cancelled() throws Exception {
            return ((RpcReply.Failed) reply.get(10, TimeUnit.SECONDS)).failure();
        }
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        CompletableFuture<RpcReply> reply = new CompletableFuture<>();
        request.call()
                .onCancel(
                        () -> reply.complete(new RpcReply.Failed(request.call().cancellation())));
        began.incrementAndGet();
        calls.add(new Held(request, reply));
        return reply;
    }

    /** The call that has been held longest. */
    Held next() throws InterruptedException {
        Held held = calls.poll(10, TimeUnit.SECONDS);
        if (held == null) {
            throw new AssertionError("no call came");
        }
        return held;
    }

    /** Answers every call that is held. */
    void answerAll() {
        for (Held held = calls.poll(); held != null; held = calls.poll()) {
            held.answer();
        }
    }

    /** Calls that ever came. */
    int began() {
        return began.get();
    }
}
