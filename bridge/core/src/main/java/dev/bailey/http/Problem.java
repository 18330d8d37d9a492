package dev.bailey.http;

import dev.bailey.call.Failure;
import dev.bailey.call.Outcome;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.util.Set;

/** Builds the error bodies of HTTP callers: {@code application/problem+json} (RFC 9457). */
public final class Problem {
    /** The members that every problem may have (section 3.1); extensions have other names. */
    public static final Set<String> MEMBERS = Set.of("type", "title", "status", "detail", "instance");

    /** The member that has a service's error whole, where {@code code}, {@code message} and {@code data} are not all of it. */
    public static final String ERROR = "error";

    public static final String MEDIA_TYPE = "application/problem+json";
    private static final Headers PLAIN = Headers.of("Content-Type", MEDIA_TYPE);
    private static final Headers RETRY_LATER = Headers.of("Content-Type", MEDIA_TYPE, "Retry-After", "1");

    private final Outcome outcome;
    private final int status;
    private final JsonWriter out = new JsonWriter(256);

    /** Begins a problem with its four standard members. */
    public Problem(Outcome outcome, int status, String detail) {
        this.outcome = outcome;
        this.status = status;
        out.ascii("{\"type\":\"").ascii(outcome.urn());
        out.ascii("\",\"title\":\"").ascii(outcome.title());
        out.ascii("\",\"status\":").number(status);
        out.ascii(",\"detail\":").string(detail);
    }

    static HttpReply.Answer of(HttpReply.Failed failed) {
        Failure failure = failed.failure();
        HttpReply.Answer answer = new Problem(failure.outcome(), failure.kind().status(), failure.detail()).answer();
        return failed.headers().size() == 0 ? answer : withHeaders(answer, failed.headers());
    }

    private static HttpReply.Answer withHeaders(HttpReply.Answer answer, Headers more) {
        Headers.Builder all = new Headers.Builder();
        answer.headers().forEach(all::add);
        more.forEach(all::add);
        return new HttpReply.Answer(answer.outcome(), answer.status(), all.build(), answer.body());
    }

    /** Adds an extension member (section 3.2), its value as it came. */
    public Problem member(Json name, Json value) {
        out.ascii(",").raw(name);
        out.ascii(":").raw(value);
        return this;
    }

    /** The finished answer. */
    public HttpReply.Answer answer() {
        out.ascii("}");
        return new HttpReply.Answer(
                outcome,
                status,
                outcome == Outcome.OVERLOADED ? RETRY_LATER : PLAIN,
                Payload.of(out.array(), 0, out.size()));
    }
}
