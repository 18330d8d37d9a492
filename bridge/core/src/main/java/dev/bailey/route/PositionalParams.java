package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.Positional;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonWriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Params as an array: each has its place, and one array may be spread over the rest. */
final class PositionalParams implements Params {

    /** The places of a route's params. */
    static final class Places {
        private final Map<String, Integer> byName = new HashMap<>();
        private final int fixed;

        Places(Positional positional) {
            positional.names().forEach(name -> byName.put(name, byName.size()));
            fixed = byName.size();
            positional.spread().ifPresent(name -> byName.put(name, fixed));
        }
    }

    private final Places places;
    private final Json[] values;

    PositionalParams(Places places) {
        this.places = places;
        this.values = new Json[places.byName.size()];
        Arrays.fill(values, Json.ABSENT);
    }

    @Override
    public void put(String name, Json quotedName, Json value) {
        Integer place = places.byName.get(name);
        if (place == null) {
            throw new FailureException(
                    FailureKind.INVALID_PARAMS.because("this route has no param " + Names.shown(name)));
        }
        if (!values[place].isAbsent()) {
            throw NamedParams.given(name);
        }
        if (place == places.fixed && value.kind() != Json.Kind.ARRAY) {
            throw new FailureException(
                    FailureKind.INVALID_PARAMS.because("the param " + Names.shown(name) + " must be an array"));
        }
        values[place] = value;
    }

    /** Absent params at the end are left out, in the middle they are {@code null}. */
    @Override
    public Json finish() {
        int last = values.length - 1;
        while (last >= 0 && isNothing(last)) {
            last--;
        }
        if (last < 0) {
            return Json.ABSENT;
        }
        JsonWriter out = new JsonWriter(256).ascii('[');
        for (int i = 0; i <= last; i++) {
            if (i == places.fixed) {
                spread(out, i == 0);
            } else {
                out.ascii(i == 0 ? "" : ",").raw(values[i].isAbsent() ? Json.NULL : values[i]);
            }
        }
        return out.ascii(']').finish();
    }

    private boolean isNothing(int place) {
        Json value = values[place];
        return value.isAbsent() || (place == places.fixed && isEmptyArray(value));
    }

    private static boolean isEmptyArray(Json array) {
        try {
            return !array.elements().next();
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
    }

    private void spread(JsonWriter out, boolean first) {
        try {
            JsonElements elements = values[places.fixed].elements();
            boolean comma = !first;
            while (elements.next()) {
                out.ascii(comma ? "," : "").raw(elements.value());
                comma = true;
            }
        } catch (JsonException e) {
            throw new IllegalStateException("a checked value cannot be malformed", e);
        }
    }
}
