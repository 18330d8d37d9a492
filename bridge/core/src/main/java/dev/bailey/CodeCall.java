package dev.bailey;

import dev.bailey.call.BytesInFlight;
import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.metrics.ServiceMetrics.DroppedReply;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One call to code of a service. Ends once, on the call's loop, whatever the code does. */
final class CodeCall implements Runnable, BiConsumer<@Nullable RpcReply, @Nullable Throwable> {
    private final CodeService service;
    private final RpcRequest request;
    private final Call call;
    private final CompletableFuture<RpcReply> reply = new CompletableFuture<>();

    /** Set by whoever comes first: the thread that is to run the code, or the cancellation that makes it needless. */
    private final AtomicBoolean settled = new AtomicBoolean();

    // on the call's loop
    private boolean done;

    CodeCall(CodeService service, RpcRequest request) {
        this.service = service;
        this.request = request;
        this.call = request.call();
    }

    /** On the call's loop. */
    CompletionStage<RpcReply> start() {
        call.attemptStarts();
        call.waitStarts();
        switch (service.takePlace()) {
            case TAKEN -> begin();
            case FULL -> refuse(FailureKind.OVERLOADED, "as many calls as may be are with the service");
            case CLOSED -> refuse(FailureKind.UNAVAILABLE, "the service is closed");
        }
        return reply;
    }

    private void begin() {
        call.onCancel(this::cancelled);
        if (done) {
            return;
        }
        if (!service.code().mayBlock()) {
            run();
            return;
        }
        try {
            service.threads().execute(call.loop(), this);
        } catch (RejectedExecutionException e) {
            service.givePlaceBack();
            refuse(FailureKind.OVERLOADED, "no thread is free for the service");
        }
    }

    private void refuse(FailureKind kind, String detail) {
        end(new RpcReply.Failed(kind.because(detail)), Delivery.NOT_SENT);
    }

    /** Runs the code, on its own thread or in the loop. */
    @Override
    public void run() {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        CompletionStage<RpcReply> stage;
        try {
            stage = service.code().handle(request);
        } catch (Throwable e) {
            accept(null, e);
            return;
        }
        if (stage == null) {
            accept(null, null);
        } else {
            stage.whenComplete(this);
        }
    }

    /** What the code gave. Any thread. */
    @Override
    public void accept(@Nullable RpcReply given, @Nullable Throwable thrown) {
        service.givePlaceBack();
        RpcReply known = service.reply(given, thrown);
        if (request.notification() && !(known instanceof RpcReply.Failed)) {
            // nobody waits for more
            call.loop().run(() -> answered(RpcReply.accepted()));
            return;
        }
        call.loop().run(() -> answered(known));
    }

    private void answered(RpcReply known) {
        if (done) {
            service.metrics().replyDropped(DroppedReply.LATE);
        } else {
            end(known, deliveryOf(known));
        }
    }

    /** Code that fails a call itself knows best, so that what it did not begin may be tried again. */
    private static Delivery deliveryOf(RpcReply known) {
        if (known instanceof RpcReply.Failed failed) {
            return failed.failure().delivery();
        }
        return known instanceof RpcReply.Accepted ? Delivery.UNKNOWN : Delivery.ANSWERED;
    }

    private void cancelled() {
        if (done) {
            return;
        }
        boolean withdrawn = settled.compareAndSet(false, true);
        if (withdrawn) {
            service.givePlaceBack();
        }
        Delivery delivery = withdrawn ? Delivery.NOT_SENT : Delivery.UNKNOWN;
        end(new RpcReply.Failed(call.cancellation().delivered(delivery)), delivery);
    }

    private void end(RpcReply known, Delivery delivery) {
        done = true;
        call.onCancel(null);
        call.serviceWaitEnds();
        call.delivered(delivery);
        service.metrics().attempted(delivery);
        reply.complete(
                call.reserve(held(known))
                        ? known
                        : new RpcReply.Failed(BytesInFlight.refusal().delivered(delivery)));
    }

    /** A slice keeps the whole of its message alive. */
    private static int held(RpcReply known) {
        if (known instanceof RpcReply.Result result) {
            return result.value().array().length;
        }
        return known instanceof RpcReply.ServiceError error
                ? error.error().value().array().length
                : 0;
    }
}
