package dev.bailey.route;

import dev.bailey.call.Call;
import dev.bailey.call.Delivery;
import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.ResultMapping;
import dev.bailey.config.RouteConfig;
import dev.bailey.flow.CheckedJsonFlow;
import dev.bailey.flow.EnclosedFlow;
import dev.bailey.flow.Gathered;
import dev.bailey.flow.UnwantedFlow;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpChecks;
import dev.bailey.http.HttpReply;
import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcReply;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Turns an HTTP service's answer into a JSON-RPC reply. */
final class ReverseReply {
    private final RouteConfig route;
    private final JsonLimits limits;
    private final int maxBody;

    ReverseReply(RouteConfig route, JsonLimits limits, int maxBody) {
        this.route = route;
        this.limits = limits;
        this.maxBody = maxBody;
    }

    /** The same for an answer that may flow: JSON flows on, what has to be looked at as a whole is waited for. */
    CompletionStage<RpcReply> read(HttpReply reply, Call call) {
        if (!(reply instanceof HttpReply.Flowing flowing)) {
            return CompletableFuture.completedFuture(read(reply));
        }
        String mediaType = flowing.headers().first("Content-Type");
        if (isEncoded(flowing.headers())) {
            UnwantedFlow.drop(flowing.body());
            return CompletableFuture.completedFuture(encoded());
        }
        if (HttpChecks.isJson(mediaType) && !ReverseError.mayBeProblem(mediaType)) {
            return CompletableFuture.completedFuture(new RpcReply.Flowing(asResult(flowing.body())));
        }
        return Gathered.of(flowing.body(), call, maxBody)
                .handle((body, thrown) -> thrown == null
                        ? read(new HttpReply.Answer(
                                flowing.outcome(), flowing.status(), flowing.headers(), Payload.of(body)))
                        : new RpcReply.Failed(FailureException.failureOf(thrown)));
    }

    private Flow.Publisher<ByteBuffer> asResult(Flow.Publisher<ByteBuffer> body) {
        CheckedJsonFlow json = new CheckedJsonFlow(body, limits);
        if (!(route.result() instanceof ResultMapping.Member member)) {
            return json;
        }
        byte[] before =
                new JsonWriter(64).ascii('{').string(member.name()).ascii(':').toByteArray();
        return new EnclosedFlow(before, json, new byte[] {'}'});
    }

    RpcReply read(HttpReply reply) {
        if (reply instanceof HttpReply.Failed failed) {
            return new RpcReply.Failed(failed.failure());
        }
        try {
            return read((HttpReply.Answer) reply);
        } catch (FailureException e) {
            return new RpcReply.Failed(e.failure());
        }
    }

    private RpcReply read(HttpReply.Answer answer) {
        if (answer.status() >= 400) {
            return ReverseError.read(answer, limits, maxBody);
        }
        return ReverseError.behindSuccess(answer, limits)
                .orElseGet(() -> answer.status() < 300
                        ? result(answer)
                        : bad("the service answered with the redirect " + answer.status()));
    }

    private RpcReply result(HttpReply.Answer answer) {
        Payload body = answer.body();
        String mediaType = answer.headers().first("Content-Type");
        if (body.length() == 0) {
            return new RpcReply.Result(Json.NULL);
        }
        if (isEncoded(answer.headers())) {
            return encoded();
        }
        if (HttpChecks.isJson(mediaType)) {
            return json(body);
        }
        return mediaType != null && MediaText.isText(mediaType)
                ? text(mediaType, body)
                : bad("the service's answer is neither JSON nor text");
    }

    private static boolean isEncoded(Headers headers) {
        String coding = headers.first("Content-Encoding");
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private static RpcReply encoded() {
        return bad("the service's answer is encoded, which nobody asked for");
    }

    private RpcReply json(Payload body) {
        try {
            Json json = Json.parse(body.array(), body.offset(), body.offset() + body.length(), limits);
            return new RpcReply.Result(asResult(json));
        } catch (JsonException e) {
            return bad("the service's answer cannot be read as JSON: " + e.getMessage());
        }
    }

    /** Where the HTTP body is one member of the result, the result is an object with that member. */
    private Json asResult(Json body) {
        if (!(route.result() instanceof ResultMapping.Member member)) {
            return body;
        }
        return new JsonWriter(body.length() + 32)
                .ascii('{')
                .string(member.name())
                .ascii(':')
                .raw(body)
                .ascii('}')
                .finish();
    }

    private RpcReply text(String mediaType, Payload body) {
        return MediaText.read(mediaType, body, maxBody)
                .<RpcReply>map(text -> new RpcReply.Result(asResult(text)))
                .orElseGet(() -> bad("the service's text is not in the charset that it says, UTF-8 unless said"));
    }

    private static RpcReply bad(String detail) {
        return new RpcReply.Failed(FailureKind.BAD_REPLY.because(detail).delivered(Delivery.ANSWERED));
    }
}
