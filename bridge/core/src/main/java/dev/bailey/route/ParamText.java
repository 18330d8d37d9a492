package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.ParamType;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import java.nio.charset.StandardCharsets;

/** Turns the text of a path, query or header value into JSON, as the param's type says. */
final class ParamText {
    private ParamText() {}

    /**
     * The value as JSON.
     *
     * @param origin names the param in messages
     * @throws FailureException if the text is not of the type
     */
    static Json json(ParamType type, String text, JsonLimits limits, Origin origin) {
        if (type == ParamType.STRING) {
            return Json.string(text);
        }
        Json json = parse(text, limits, type, origin);
        boolean fits = json.length() == text.length() || type == ParamType.JSON;
        if (!fits || !isOf(type, json)) {
            throw mismatch(type, origin);
        }
        return json;
    }

    private static Json parse(String text, JsonLimits limits, ParamType type, Origin origin) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8), limits);
        } catch (JsonException e) {
            throw mismatch(type, origin);
        }
    }

    private static boolean isOf(ParamType type, Json json) {
        return switch (type) {
            case INTEGER -> json.kind() == Json.Kind.NUMBER && isInteger(json);
            case NUMBER -> json.kind() == Json.Kind.NUMBER;
            case BOOLEAN -> json.kind() == Json.Kind.BOOLEAN;
            case JSON, STRING -> true;
        };
    }

    private static boolean isInteger(Json number) {
        for (int i = 0; i < number.length(); i++) {
            byte b = number.at(i);
            if (b == '.' || b == 'e' || b == 'E') {
                return false;
            }
        }
        return true;
    }

    private static FailureException mismatch(ParamType type, Origin origin) {
        return origin.refused(
                switch (type) {
                    case INTEGER -> "must be an integer";
                    case NUMBER -> "must be a number";
                    case BOOLEAN -> "must be true or false";
                    case JSON -> "must be a JSON value";
                    case STRING -> "must be a string";
                });
    }
}
