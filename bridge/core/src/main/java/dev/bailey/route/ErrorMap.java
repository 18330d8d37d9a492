package dev.bailey.route;

import dev.bailey.config.ErrorMapping;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.rpc.RpcError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The one place that turns a service's JSON-RPC error into an HTTP status. */
final class ErrorMap {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;

    /** Bytes of an error that may be a key: longer ones are not read for that. */
    private static final int LONGEST_KEY = 64 * 1024;

    private final Map<String, Integer> statuses = new HashMap<>();

    ErrorMap(List<ErrorMapping> mappings) {
        mappings.forEach(mapping -> statuses.put(mapping.key(), mapping.status()));
    }

    /** By the error's code; for errors without one by the error string or its {@code error} member. */
    int status(RpcError error) {
        OptionalInt code = error.code();
        Optional<String> key = code.isPresent() ? Optional.of(Integer.toString(code.getAsInt())) : text(error);
        return key.map(statuses::get)
                .or(() -> Optional.ofNullable(statuses.get(ErrorMapping.ANY)))
                .orElseGet(() -> byDefault(code));
    }

    private static int byDefault(OptionalInt code) {
        if (code.isEmpty()) {
            return 500;
        }
        return switch (code.getAsInt()) {
            case METHOD_NOT_FOUND -> 501;
            case INVALID_PARAMS -> 400;
            default -> 500;
        };
    }

    private static Optional<String> text(RpcError error) {
        Json text = error.value().kind() == Json.Kind.STRING ? error.value() : error.member("error");
        try {
            boolean mayBeKey = text.kind() == Json.Kind.STRING && text.length() <= LONGEST_KEY;
            return mayBeKey ? Optional.of(text.text()) : Optional.empty();
        } catch (JsonException e) {
            return Optional.empty();
        }
    }
}
