package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.call.FailureKind;
import dev.bailey.config.Positional;
import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonMembers;
import dev.bailey.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The params of a JSON-RPC call by name, however its caller sent them; each is taken once. */
final class CallerParams {

    /** A param as it came. */
    private record Param(Json quotedName, Json value) {}

    private final Map<String, Param> params = new LinkedHashMap<>();
    private boolean positional;

    private CallerParams() {}

    /**
     * Reads named params, or positional ones where the route says which is which.
     *
     * @throws FailureException if they do not fit the route
     */
    static CallerParams read(RouteConfig route, Json params) {
        CallerParams read = new CallerParams();
        try {
            if (params.kind() == Json.Kind.OBJECT) {
                read.readNamed(params);
            } else if (params.kind() == Json.Kind.ARRAY) {
                read.readPositional(route, params);
            }
        } catch (JsonException e) {
            throw new IllegalStateException("checked params cannot be malformed", e);
        }
        return read;
    }

    private void readNamed(Json object) throws JsonException {
        JsonMembers members = object.members();
        while (members.next()) {
            SeenNames.checkRoom(params.size());
            String name = members.name();
            if (params.put(name, new Param(members.rawName(), members.value())) != null) {
                throw NamedParams.given(name);
            }
        }
    }

    private void readPositional(RouteConfig route, Json array) throws JsonException {
        positional = true;
        JsonElements elements = array.elements();
        List<String> names = route.positional().map(Positional::names).orElse(List.of());
        int index = 0;
        while (index < names.size() && elements.next()) {
            put(names.get(index++), elements.value());
        }
        if (index == names.size()) {
            readSpread(route, elements);
        }
    }

    private void readSpread(RouteConfig route, JsonElements elements) throws JsonException {
        JsonWriter rest = new JsonWriter(64);
        while (elements.next()) {
            rest.ascii(rest.size() == 0 ? '[' : ',').raw(elements.value());
        }
        if (rest.size() == 0) {
            return;
        }
        String name = route.positional()
                .flatMap(Positional::spread)
                .orElseThrow(() -> new FailureException(FailureKind.INVALID_PARAMS.because(
                        route.positional().isEmpty()
                                ? "this method takes its params by name"
                                : "this method takes no more than "
                                        + route.positional().get().names().size() + " params")));
        put(name, rest.ascii(']').finish());
    }

    private void put(String name, Json value) {
        params.put(name, new Param(Json.string(name), value));
    }

    /**
     * Takes a param out; {@link Json#ABSENT} if there is none. A null among positional params stands for one that is absent
     * wherever absence can be told: outside of bodies.
     */
    Json take(String name) {
        Json value = takeForBody(name);
        return stands(value) ? value : Json.ABSENT;
    }

    /** Takes a param out that is the body, where null is a value as any other. */
    Json takeForBody(String name) {
        Param param = params.remove(name);
        return param == null ? Json.ABSENT : param.value();
    }

    private boolean stands(Json value) {
        return !positional || value.kind() != Json.Kind.NULL;
    }

    /** Takes out all that are left, by name. */
    Map<String, Json> takeRest() {
        Map<String, Json> rest = new LinkedHashMap<>();
        params.forEach((name, param) -> {
            if (stands(param.value())) {
                rest.put(name, param.value());
            }
        });
        params.clear();
        return rest;
    }

    /** Takes out all that are left as one object, names and values byte for byte. */
    Json takeObject() {
        JsonWriter out = new JsonWriter(128).ascii('{');
        params.values().forEach(param -> out.ascii(out.size() == 1 ? "" : ",")
                .raw(param.quotedName())
                .ascii(':')
                .raw(param.value()));
        params.clear();
        return out.ascii('}').finish();
    }
}
