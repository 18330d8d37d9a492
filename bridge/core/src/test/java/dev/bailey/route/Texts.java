package dev.bailey.route;

import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes JSON texts of tests apart. */
final class Texts {
    private Texts() {}

    static Json parse(String text) {
        try {
            return Json.parse(text.getBytes(StandardCharsets.UTF_8), JsonLimits.DEFAULT);
        } catch (JsonException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    static List<String> elements(String array) {
        try {
            List<String> all = new ArrayList<>();
            for (JsonElements elements = parse(array).elements(); elements.next(); ) {
                all.add(elements.value().toString());
            }
            return all;
        } catch (JsonException e) {
            throw new IllegalArgumentException(array, e);
        }
    }

    /** By their names, escapes read; every name once. */
    static Map<String, String> members(String object) {
        try {
            Map<String, String> all = new LinkedHashMap<>();
            for (JsonMembers members = parse(object).members(); members.next(); ) {
                if (all.put(members.name(), members.value().toString()) != null) {
                    throw new IllegalArgumentException("twice: " + members.name());
                }
            }
            return all;
        } catch (JsonException e) {
            throw new IllegalArgumentException(object, e);
        }
    }

    /** What a string says. */
    static String text(String string) {
        try {
            return parse(string).text();
        } catch (JsonException e) {
            throw new IllegalArgumentException(string, e);
        }
    }
}
