package dev.bailey.conformance;

import dev.bailey.http.Payload;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.rpc.RpcVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The three services of the JSON-RPC kit, apart from what carries their messages: whole messages in, what to do out. They do
 * what the case says that was begun last, and note what reaches them. Thread-safe.
 */
public final class KitServices {

    /** What a service does with a message. */
    public sealed interface Reaction {}

    /** Sends a message. */
    public record Message(Payload bytes) implements Reaction {}

    /** Answers an HTTP request. */
    public record Answer(int status, String mediaType, Payload body) implements Reaction {}

    /** Sends nothing; always so after a notification. */
    public record Silence() implements Reaction {}

    /** Closes the connection. */
    public record Hangup() implements Reaction {}

    private final Map<String, String> behaviours = new HashMap<>();
    private final List<RpcCase.Reached> reached = new ArrayList<>();

    /** Forgets what was, and does from now on what the case says. */
    public synchronized void begin(RpcCase it) {
        reached.clear();
        behaviours.clear();
        behaviours.putAll(RpcCases.behaviours());
        behaviours.putAll(it.behind());
    }

    /** What has reached the services since the case began. */
    public synchronized List<RpcCase.Reached> reached() {
        return List.copyOf(reached);
    }

    /** A message reached the service that speaks this version. */
    public synchronized Reaction take(RpcVersion version, byte[] message) {
        try {
            return take(version, Json.parse(message, AnswerPattern.GENEROUS));
        } catch (JsonException e) {
            throw new IllegalStateException("the service got what is no JSON: " + latin(message), e);
        }
    }

    private Reaction take(RpcVersion version, Json message) throws JsonException {
        boolean two = version == RpcVersion.V2;
        if (two != message.member("jsonrpc").equals(Json.string("2.0"))) {
            throw new IllegalStateException("the service got a message of the other version: " + message);
        }
        Json id = message.member("id");
        boolean notification = two ? id.isAbsent() : id.kind() == Json.Kind.NULL;
        String method = message.member("method").text();
        Json params = message.member("params");
        byte[] name = method.getBytes(StandardCharsets.UTF_8);
        reached.add(new RpcCase.Reached(notification ? "notifies" : "calls", latin(name), latin(params.toByteArray())));
        String behaviour = behaviours.getOrDefault(method, "result true");
        return notification ? new Silence() : react(two, behaviour, id, params);
    }

    private static Reaction react(boolean two, String behaviour, Json id, Json params) {
        String argument = argument(behaviour);
        String head = (two ? "{\"jsonrpc\":\"2.0\",\"id\":" : "{\"id\":") + id + ',';
        return switch (word(behaviour)) {
            case "echo" -> result(two, head, params.isAbsent() ? "null" : latin(params.toByteArray()));
            case "result" -> result(two, head, bytes(argument));
            case "error" -> message(head + (two ? "" : "\"result\":null,") + "\"error\":" + bytes(argument) + '}');
            case "reply" -> message(bytes(argument).replace("$id", id.toString()));
            case "silence" -> new Silence();
            case "hangup" -> new Hangup();
            default -> throw new IllegalStateException("no service can do this: " + behaviour);
        };
    }

    private static Reaction result(boolean two, String head, String result) {
        return message(head + "\"result\":" + result + (two ? "}" : ",\"error\":null}"));
    }

    private static Reaction message(String latin) {
        return new Message(payload(latin));
    }

    /** A request reached the service that speaks HTTP. */
    public synchronized Reaction take(String verb, String target, byte[] body) {
        reached.add(new RpcCase.Reached("asks " + verb, target, latin(body)));
        String behaviour = behaviours.getOrDefault(target, "result true");
        String argument = argument(behaviour);
        return switch (word(behaviour)) {
            case "echo" -> answer(200, "application/json", latin(body));
            case "result" -> answer(200, "application/json", bytes(argument));
            case "text" -> answer(200, "text/plain; charset=utf-8", bytes(argument));
            case "error" -> answer(Integer.parseInt(word(argument)), "application/json", bytes(argument(argument)));
            case "silence" -> new Silence();
            case "hangup" -> new Hangup();
            default -> throw new IllegalStateException("no HTTP service can do this: " + behaviour);
        };
    }

    private static Reaction answer(int status, String mediaType, String latin) {
        return new Answer(status, mediaType, payload(latin));
    }

    private static Payload payload(String latin) {
        return Payload.of(FacadeCase.bytes(latin));
    }

    private static String word(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    private static String argument(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? "" : text.substring(space + 1);
    }

    private static String bytes(String escaped) {
        return EscapedBytes.wire(escaped);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
