package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import java.util.HashSet;
import java.util.Set;

/** Params as an object, in the order in which they are put; values and names byte for byte. */
final class NamedParams implements Params {
    private final Set<String> names = new HashSet<>();
    private final JsonWriter out;

    NamedParams(int expectedBytes) {
        out = new JsonWriter(expectedBytes);
    }

    @Override
    public void put(String name, Json quotedName, Json value) {
        if (!names.add(name)) {
            throw given(name);
        }
        out.ascii(names.size() == 1 ? '{' : ',');
        out.raw(quotedName).ascii(':').raw(value);
    }

    @Override
    public Json finish() {
        return names.isEmpty() ? Json.ABSENT : out.ascii('}').toJson();
    }

    static FailureException given(String name) {
        return new FailureException(
                FailureKind.INVALID_PARAMS.because("the param " + Names.shown(name) + " is given twice"));
    }
}
