package dev.bailey.rpc;

import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.call.Reply;
import dev.bailey.json.Json;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** What became of a request. */
public sealed interface RpcReply extends Reply {

    /** The service's result, byte for byte. */
    record Result(Json value) implements RpcReply {
        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }
    }

    /**
     * The service's result, byte for byte, which is still on its way; only on routes with {@code stream: true}, and only for
     * calls that {@link dev.bailey.call.Call#mayFlow}. The first byte is here. A flow that fails must not end like one that is
     * whole.
     *
     * @param result one JSON value without blanks around it, by the rules of {@link dev.bailey.flow}; its subscriber ends the
     *     call
     */
    record Flowing(Flow.Publisher<ByteBuffer> result) implements RpcReply {
        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }
    }

    /** The service's own error; the outcome is {@code rpc_error}, or {@code http_error} if it came as an HTTP status. */
    record ServiceError(Outcome outcome, RpcError error) implements RpcReply {
        public ServiceError(RpcError error) {
            this(Outcome.RPC_ERROR, error);
        }
    }

    /** The notification was written. */
    record Accepted() implements RpcReply {
        private static final Accepted INSTANCE = new Accepted();

        @Override
        public Outcome outcome() {
            return Outcome.ACCEPTED;
        }
    }

    /** The bridge could not get an answer. */
    record Failed(Failure failure) implements RpcReply, Reply.Failed {
        @Override
        public Outcome outcome() {
            return failure.outcome();
        }
    }

    static RpcReply accepted() {
        return Accepted.INSTANCE;
    }
}
