package dev.bailey.route;

import dev.bailey.call.FailureException;
import dev.bailey.config.RouteConfig;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonMembers;
import java.util.List;
import java.util.function.Supplier;

/**
 * The params of calls that stay JSON-RPC. Named ones become what the route says: positional, with its constants. An array is
 * in the service's own order already and passes untouched, as everything does on routes that say neither.
 */
final class RelayParams {
    private final Supplier<Params> shape;
    private final List<Constant> constants;
    private final boolean untouched;

    private RelayParams(Supplier<Params> shape, List<Constant> constants, boolean untouched) {
        this.shape = shape;
        this.constants = constants;
        this.untouched = untouched;
    }

    static RelayParams of(RouteConfig route) {
        List<Constant> constants = Constant.of(route);
        return new RelayParams(
                Params.shapeOf(route),
                constants,
                constants.isEmpty() && route.positional().isEmpty());
    }

    /**
     * The params as the service gets them.
     *
     * @throws FailureException if they do not fit the route
     */
    Json shaped(Json sent) {
        if (untouched || sent.kind() == Json.Kind.ARRAY) {
            return sent;
        }
        Params params = shape.get();
        putNamed(sent, params);
        for (Constant constant : constants) {
            params.put(constant.name(), constant.quoted(), constant.value());
        }
        return params.finish();
    }

    private void putNamed(Json sent, Params params) {
        if (sent.isAbsent()) {
            return;
        }
        try {
            JsonMembers members = sent.members();
            while (members.next()) {
                String name = members.name();
                if (!isConstant(name, members.value())) {
                    params.put(name, members.rawName(), members.value());
                }
            }
        } catch (JsonException e) {
            throw new IllegalStateException("checked params cannot be malformed", e);
        }
    }

    /** A constant's very value may be sent; it is written once, as all constants are. */
    private boolean isConstant(String name, Json value) {
        for (Constant constant : constants) {
            if (constant.name().equals(name)) {
                constant.checkSent(value);
                return true;
            }
        }
        return false;
    }
}
