package dev.bailey.vertx;

import dev.bailey.call.Failure;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Problem;

/** What is told to callers whose bytes are not a request that Bailey takes. Never repeats what the caller sent. */
final class Refusals {
    private Refusals() {}

    static FailureException malformed(String detail) {
        return failure(FailureKind.INVALID_CALL, detail);
    }

    static FailureException headersTooLarge(int max) {
        return failure(FailureKind.HEADERS_TOO_LARGE, "the header fields are larger than " + max + " bytes");
    }

    static FailureException slow(String what) {
        return failure(FailureKind.REQUEST_TIMEOUT, what + " did not come in time");
    }

    static Failure callerGone() {
        return FailureKind.CLIENT_GONE.because("the caller's connection was lost");
    }

    /** What a call is told that the drain cuts. */
    static Failure drained() {
        return FailureKind.OVERLOADED.because("the bridge is shutting down and cannot wait for the call any longer");
    }

    static Failure internal() {
        return FailureKind.INTERNAL.because("an internal error; the log of the bridge has more");
    }

    /** What is sent for a reply: failures as problems, and never an interim status, which would shift every later answer. */
    static HttpReply.Answer answerOf(HttpReply reply) {
        if (reply instanceof HttpReply.Failed failed) {
            return problem(failed.failure());
        }
        return reply instanceof HttpReply.Answer answer && StatusLines.isFinal(answer.status())
                ? answer
                : problem(internal());
    }

    private static HttpReply.Answer problem(Failure failure) {
        return new Problem(failure.outcome(), failure.kind().status(), failure.detail()).answer();
    }

    private static FailureException failure(FailureKind kind, String detail) {
        return new FailureException(kind.because(detail));
    }
}
