package dev.bailey.http;

import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.call.Reply;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** What became of an HTTP request. */
public sealed interface HttpReply extends Reply {

    /**
     * A whole answer.
     *
     * @param headers without framing: the host adds {@code Content-Length}, {@code Date} and {@code Connection}. An answer to
     *     HEAD whose body is nowhere may have the Content-Length that its service said
     */
    record Answer(Outcome outcome, int status, Headers headers, Payload body) implements HttpReply {

        /**
         * The Content-Length for the caller, -1 if it is not known what GET would have (RFC 9110, section 8.6).
         *
         * @param toHead whether it was HEAD that is answered
         */
        public long contentLength(boolean toHead) {
            if (!toHead || body.length() > 0) {
                return body.length();
            }
            String said = headers.first("Content-Length");
            return said == null ? -1 : Long.parseLong(said);
        }
    }

    /**
     * A good answer whose body is still on its way; only on routes with {@code stream: true}, and only for calls that {@link
     * dev.bailey.call.Call#mayFlow}. The first byte is here: whoever serves the caller sends the head, and then what comes. A
     * flow that fails must not end like one that is whole.
     *
     * @param headers without framing, as of an {@link Answer}
     * @param body by the rules of {@link dev.bailey.flow}; its subscriber ends the call
     */
    record Flowing(int status, Headers headers, Flow.Publisher<ByteBuffer> body) implements HttpReply {
        @Override
        public Outcome outcome() {
            return Outcome.OK;
        }
    }

    /**
     * The bridge could not get an answer; {@link Problem} turns this into one.
     *
     * @param headers to be added to the answer, as {@code Allow}
     */
    record Failed(Failure failure, Headers headers) implements HttpReply, Reply.Failed {
        public Failed(Failure failure) {
            this(failure, Headers.NONE);
        }

        @Override
        public Outcome outcome() {
            return failure.outcome();
        }
    }
}
