package dev.bailey.route;

import dev.bailey.call.Outcome;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.http.Problem;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcReply;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place that turns an HTTP error into a JSON-RPC error. */
final class ReverseError {
    private static final int INVALID_PARAMS = -32602;
    private static final int INTERNAL = -32603;
    private static final int CLIENT_ERRORS = -32000;
    private static final int SERVER_ERRORS = -32050;
    private static final Json RPC_ERROR = Json.string(Outcome.RPC_ERROR.urn());

    private ReverseError() {}

    /**
     * The error that an answer tells: by its status, unless it is one that Bailey itself made a problem of.
     *
     * @param max bytes of a body that becomes a string
     * @throws dev.bailey.call.FailureException if it has more
     */
    static RpcReply read(HttpReply.Answer answer, JsonLimits limits, int max) {
        Json body = json(answer, limits);
        return isOwn(body) ? serviceError(body) : byStatus(answer, body, max);
    }

    /** The error that a facade showed with a status of success, as its route may tell it to. */
    static Optional<RpcReply> behindSuccess(HttpReply.Answer answer, JsonLimits limits) {
        if (!mayBeProblem(answer.headers().first("Content-Type"))) {
            return Optional.empty();
        }
        Json body = json(answer, limits);
        return isOwn(body) ? Optional.of(serviceError(body)) : Optional.empty();
    }

    static boolean mayBeProblem(@Nullable String mediaType) {
        return mediaType != null && mediaType.startsWith(Problem.MEDIA_TYPE);
    }

    private static boolean isOwn(Json body) {
        return body.member("type").equals(RPC_ERROR)
                && !(body.member("code").isAbsent() && body.member("data").isAbsent());
    }

    private static RpcReply serviceError(Json problem) {
        return new RpcReply.ServiceError(Outcome.RPC_ERROR, original(problem));
    }

    private static RpcReply byStatus(HttpReply.Answer answer, Json body, int max) {
        JsonWriter data = new JsonWriter(64 + answer.body().length());
        data.ascii("{\"status\":").number(answer.status()).ascii(",\"body\":");
        if (body.isAbsent()) {
            MediaText.write(data, answer.body(), max);
        } else {
            data.raw(body);
        }
        data.ascii('}');
        RpcError error = RpcError.of(
                code(answer.status()), "the service answered with HTTP status " + answer.status(), data.finish());
        return new RpcReply.ServiceError(Outcome.HTTP_ERROR, error);
    }

    static int code(int status) {
        if (status == 400 || status == 422) {
            return INVALID_PARAMS;
        }
        if (status >= 401 && status <= 449) {
            return CLIENT_ERRORS - (status - 400);
        }
        if (status < 500) {
            return CLIENT_ERRORS;
        }
        return status >= 501 && status <= 549 ? SERVER_ERRORS - (status - 500) : INTERNAL;
    }

    private static Json json(HttpReply.Answer answer, JsonLimits limits) {
        Payload body = answer.body();
        if (!HttpChecks.isJson(answer.headers().first("Content-Type"))) {
            return Json.ABSENT;
        }
        try {
            return Json.parse(body.array(), body.offset(), body.offset() + body.length(), limits);
        } catch (JsonException e) {
            return Json.ABSENT;
        }
    }

    /**
     * An error without a code is whole in {@code data}, one with members that problems have too in {@code error}; any other has
     * its members among the problem's.
     */
    private static RpcError original(Json problem) {
        if (problem.member("code").isAbsent()) {
            return new RpcError(problem.member("data"));
        }
        Json whole = problem.member(Problem.ERROR);
        if (whole.kind() == Json.Kind.OBJECT) {
            return new RpcError(whole);
        }
        JsonWriter out = new JsonWriter(problem.length()).ascii('{');
        try {
            JsonMembers members = problem.members();
            while (members.next()) {
                if (!Problem.MEMBERS.contains(members.name())) {
                    out.ascii(out.size() == 1 ? "" : ",").raw(members.rawName());
                    out.ascii(':').raw(members.value());
                }
            }
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
        return new RpcError(out.ascii('}').finish());
    }
}
