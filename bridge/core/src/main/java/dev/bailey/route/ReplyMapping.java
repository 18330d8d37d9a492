package dev.bailey.route;

import dev.bailey.call.Delivery;
import dev.bailey.call.FailureKind;
import dev.bailey.call.Outcome;
import dev.bailey.config.ResultMapping;
import dev.bailey.config.RouteConfig;
import dev.bailey.flow.MemberFlow;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.http.Problem;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcReply;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Turns what became of a JSON-RPC request into an HTTP answer, as the route says. */
final class ReplyMapping {
    private static final Headers JSON = Headers.of("Content-Type", "application/json");
    private static final Json DATA = Json.string("data");
    private static final Json ERROR = Json.string(Problem.ERROR);

    private final RouteConfig route;
    private final JsonLimits limits;
    private final ErrorMap errors;

    ReplyMapping(RouteConfig route, JsonLimits limits) {
        this.route = route;
        this.limits = limits;
        this.errors = new ErrorMap(route.errors());
    }

    HttpReply answer(RpcReply reply) {
        if (reply instanceof RpcReply.Result result) {
            return result(result.value());
        }
        if (reply instanceof RpcReply.Flowing flowing) {
            return new HttpReply.Flowing(route.status(), JSON, body(flowing.result()));
        }
        if (reply instanceof RpcReply.ServiceError error) {
            return problem(error.error());
        }
        if (reply instanceof RpcReply.Failed failed) {
            return new HttpReply.Failed(failed.failure());
        }
        return new HttpReply.Answer(Outcome.ACCEPTED, route.status(), Headers.NONE, Payload.EMPTY);
    }

    private Flow.Publisher<ByteBuffer> body(Flow.Publisher<ByteBuffer> result) {
        return route.result() instanceof ResultMapping.Member member
                ? new MemberFlow(result, member.name(), limits)
                : result;
    }

    private HttpReply result(Json result) {
        if (hasNoBody(route.status())) {
            return new HttpReply.Answer(Outcome.OK, route.status(), Headers.NONE, Payload.EMPTY);
        }
        Json body = result;
        if (route.result() instanceof ResultMapping.Member member) {
            body = result.kind() == Json.Kind.OBJECT ? result.member(member.name()) : Json.ABSENT;
            if (body.isAbsent()) {
                return new HttpReply.Failed(FailureKind.BAD_REPLY
                        .because("the result has no member '" + member.name() + "', which this route answers with")
                        .delivered(Delivery.ANSWERED));
            }
        }
        return new HttpReply.Answer(Outcome.OK, route.status(), JSON, Payload.of(body));
    }

    /** RFC 9110, sections 15.3.5, 15.3.6 and 15.4.5. */
    static boolean hasNoBody(int status) {
        return status == 204 || status == 205 || status == 304;
    }

    private HttpReply problem(RpcError error) {
        Problem problem =
                new Problem(Outcome.RPC_ERROR, errors.status(error), "the service answered the call with an error");
        if (error.code().isEmpty()) {
            return problem.member(DATA, error.value()).answer();
        }
        boolean whole = true;
        try {
            JsonMembers members = error.value().members();
            while (members.next()) {
                if (isProblems(members.name())) {
                    whole = false;
                } else {
                    problem.member(members.rawName(), members.value());
                }
            }
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
        return (whole ? problem : problem.member(ERROR, error.value())).answer();
    }

    private static boolean isProblems(String name) {
        return Problem.MEMBERS.contains(name) || name.equals(Problem.ERROR);
    }
}
