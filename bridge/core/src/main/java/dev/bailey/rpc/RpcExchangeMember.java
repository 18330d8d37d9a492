package dev.bailey.rpc;

import dev.bailey.call.Call;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** One message of a frame, with its call and, in the end, its reply. */
final class RpcExchangeMember {
    /** Bytes around a result or an error and its id. */
    private static final int AROUND = 64;

    /** Bytes of an error of Bailey's own, mostly. */
    private static final int ERROR = 192;

    private final CallerMessage message;
    private final Call call;
    private RpcReply reply = RpcReply.accepted();
    private Outcome outcome = Outcome.ACCEPTED;

    RpcExchangeMember(CallerMessage message, Call call) {
        this.message = message;
        this.call = call;
    }

    /** The member that stands for a whole frame that was refused. */
    static RpcExchangeMember refused(Failure failure, Call call) {
        RpcExchangeMember member =
                new RpcExchangeMember(new CallerMessage.Invalid(RpcVersion.V2, Json.NULL, failure.detail()), call);
        member.reply = new RpcReply.Failed(failure);
        return member;
    }

    /** Completes when the reply is known; never exceptionally. */
    CompletionStage<RpcReply> send(RpcHandler handler) {
        if (call.isCancelled()) {
            return CompletableFuture.completedFuture(replied(new RpcReply.Failed(call.cancellation())));
        }
        if (message instanceof CallerMessage.Request request) {
            return handler.handle(new RpcRequest(
                            RpcMethod.of(request.method()), request.params(), request.isNotification(), call))
                    .thenApply(this::replied);
        }
        if (message instanceof CallerMessage.Invalid invalid && !(reply instanceof RpcReply.Failed)) {
            reply = new RpcReply.Failed(FailureKind.INVALID_CALL.because(invalid.problem()));
        }
        return CompletableFuture.completedFuture(replied(reply));
    }

    private RpcReply replied(RpcReply done) {
        reply = done;
        outcome = done.outcome();
        if (done instanceof RpcReply.Failed failed) {
            call.explain(failed.failure().detail());
        }
        return done;
    }

    /** Notifications have none, whatever became of them (JSON-RPC 2.0, section 4.1), and one that flows is told apart. */
    boolean hasWholeAnswer() {
        boolean isNotification = message instanceof CallerMessage.Request request && request.isNotification();
        return !isNotification && !(reply instanceof RpcReply.Flowing);
    }

    /** Bytes that the answer needs, about: enough for a large one, which is not to be moved while it is written. */
    long answerRoom() {
        return hasWholeAnswer() ? (long) AROUND + id().length() + replyLength() : 0;
    }

    private int replyLength() {
        if (reply instanceof RpcReply.Result result) {
            return result.value().length();
        }
        return reply instanceof RpcReply.ServiceError error
                ? error.error().value().length()
                : ERROR;
    }

    private Json id() {
        return message instanceof CallerMessage.Request request ? request.id() : ((CallerMessage.Invalid) message).id();
    }

    void writeAnswer(JsonWriter out) {
        CallerAnswer.write(out, message.version(), id(), reply);
        // its bytes are in the answer now and need not be held twice until the caller has taken that
        reply = RpcReply.accepted();
    }

    /** The answer that is still on its way, if it is one. */
    Optional<Flow.Publisher<ByteBuffer>> flow() {
        return reply instanceof RpcReply.Flowing flowing && message instanceof CallerMessage.Request request
                ? Optional.of(CallerAnswer.flow(message.version(), request.id(), flowing))
                : Optional.empty();
    }

    long serviceWaitNanos() {
        return call.serviceWaitNanos();
    }

    void cut(Outcome outcome, String why) {
        call.explain(why);
        call.end(outcome);
    }

    void cancel(Failure why) {
        call.explain(why.detail());
        call.cancel(why);
        call.end(why.outcome());
    }

    void end() {
        call.end(outcome);
    }
}
