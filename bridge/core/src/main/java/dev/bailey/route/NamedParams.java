package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;

/** Params as an object, in the order in which they are put; values and names byte for byte. */
final class NamedParams implements Params {
    private final SeenNames names = new SeenNames();
    private final JsonWriter out;

    NamedParams(int expectedBytes) {
        out = new JsonWriter(expectedBytes);
    }

    @Override
    public void put(String name, Json quotedName, Json value) {
        begin(name, quotedName).raw(value);
    }

    @Override
    public void putText(String name, Json quotedName, String text) {
        begin(name, quotedName).string(text);
    }

    private JsonWriter begin(String name, Json quotedName) {
        if (!names.add(name)) {
            throw given(name);
        }
        return out.ascii(names.size() == 1 ? '{' : ',').raw(quotedName).ascii(':');
    }

    @Override
    public Json finish() {
        return names.size() == 0 ? Json.ABSENT : out.ascii('}').finish();
    }

    static FailureException given(String name) {
        return new FailureException(
                FailureKind.INVALID_PARAMS.because("the param " + Names.shown(name) + " is given twice"));
    }
}
