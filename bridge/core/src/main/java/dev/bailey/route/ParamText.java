package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.ParamType;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
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
        if (type == ParamType.INTEGER) {
            return integer(text, limits, origin);
        }
        Json json = parse(text, limits, type, origin);
        boolean fits = json.length() == text.length() || type == ParamType.JSON;
        if (!fits || !isOf(type, json)) {
            throw mismatch(type, origin);
        }
        return json;
    }

    /** As JSON writes it: RFC 8259, section 6. */
    private static Json integer(String text, JsonLimits limits, Origin origin) {
        int first = text.startsWith("-") ? 1 : 0;
        boolean fits = first < text.length()
                && text.length() <= limits.numberChars()
                && (text.charAt(first) != '0' || first + 1 == text.length());
        for (int i = first; fits && i < text.length(); i++) {
            fits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!fits) {
            throw mismatch(ParamType.INTEGER, origin);
        }
        return new JsonWriter(text.length()).ascii(text).finish();
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
            case INTEGER, NUMBER -> json.kind() == Json.Kind.NUMBER;
            case BOOLEAN -> json.kind() == Json.Kind.BOOLEAN;
            case JSON, STRING -> true;
        };
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
