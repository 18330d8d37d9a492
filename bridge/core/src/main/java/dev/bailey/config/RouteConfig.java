package dev.bailey.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON-RPC method bound to one HTTP endpoint.
 *
 * @param rpc as the service calls it
 * @param name as labels and RPC callers call it; unique; see {@link #calledAs}
 * @param http the endpoint that the reverse direction uses
 * @param additional more endpoints, with the same variables
 * @param timeout of the whole call; the service's when empty
 * @param types of path, query and header params; the others are strings
 * @param arrays query params that may repeat
 * @param headers param to header, the header in the case of the file
 * @param constants param to JSON text, always sent
 * @param positional params by name when empty
 * @param status on success
 * @param errors in the order of the file
 * @param maxInFlight calls of this route at once; no limit of its own when empty
 * @param stream whether large results flow through
 * @param notification whether it is one ({@code notify}, which no record may call a component)
 */
public record RouteConfig(
        MethodName rpc,
        String name,
        Endpoint http,
        List<Endpoint> additional,
        String service,
        Optional<Duration> timeout,
        Map<String, ParamType> types,
        Set<String> arrays,
        Map<String, String> headers,
        Map<String, String> constants,
        BodyMapping body,
        Optional<Positional> positional,
        ResultMapping result,
        int status,
        List<ErrorMapping> errors,
        boolean idempotent,
        Optional<Integer> maxInFlight,
        boolean stream,
        boolean notification) {

    /** On success, with a result. */
    public static final int STATUS = 200;

    /** On success of a notification. */
    public static final int NOTIFY_STATUS = 202;

    public RouteConfig {
        additional = List.copyOf(additional);
        types = Ordered.copy(types);
        arrays = Ordered.copy(arrays);
        headers = Ordered.copy(headers);
        constants = Ordered.copy(constants);
        errors = List.copyOf(errors);
    }

    /** What the body is unless the route says so. */
    public static BodyMapping defaultBody(Verb verb) {
        return verb.hasBody() ? new BodyMapping.Whole() : new BodyMapping.None();
    }

    /** Without its constants, among which secrets may be. */
    @Override
    public String toString() {
        return name + ": " + http + " = " + service + " " + rpc;
    }

    RouteConfig withService(String other) {
        return new RouteConfig(
                rpc,
                name,
                http,
                additional,
                other,
                timeout,
                types,
                arrays,
                headers,
                constants,
                body,
                positional,
                result,
                status,
                errors,
                idempotent,
                maxInFlight,
                stream,
                notification);
    }

    /** What the body of one of its endpoints is: a verb without body takes from the query what is else in the body. */
    public BodyMapping bodyOf(Endpoint endpoint) {
        return endpoint.verb().hasBody() ? body : new BodyMapping.None();
    }

    /**
     * The methods by which RPC callers reach this route: its name. A family whose name has no variable is a
     * mere label; then callers use the service's own names.
     */
    public MethodName calledAs() {
        MethodName called = MethodName.parse(name);
        boolean label = rpc instanceof MethodName.Family && called instanceof MethodName.Exact;
        return label ? rpc : called;
    }
}
