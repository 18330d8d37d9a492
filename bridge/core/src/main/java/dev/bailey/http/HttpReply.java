package dev.bailey.http;

import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.call.Reply;

/** What became of an HTTP request. */
public sealed interface HttpReply extends Reply {

    /**
     * A whole answer.
     *
     * @param headers without framing: the host adds {@code Content-Length}, {@code Date} and {@code Connection}
     */
    record Answer(Outcome outcome, int status, Headers headers, Payload body) implements HttpReply {}

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
