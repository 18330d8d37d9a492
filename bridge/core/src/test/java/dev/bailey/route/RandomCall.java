package dev.bailey.route;

import dev.bailey.config.ParamType;
import dev.bailey.route.RandomRoute.Param;
import dev.bailey.route.RandomRoute.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A call of a route: params that an HTTP request can carry, until {@link #spoil} makes one of them one that it cannot. */
final class RandomCall {
    private final RandomRoute route;
    private final RandomJson json;
    private final Map<Param, String> values = new LinkedHashMap<>();
    private final List<String> more = new ArrayList<>();
    private boolean byName;
    final String rest;

    RandomCall(RandomRoute route, RandomJson json) {
        this.route = route;
        this.json = json;
        this.byName = !route.hasPlaces() || json.oneIn(3);
        this.rest = "x" + json.plainText(4);
        for (Param param : route.params()) {
            if (isNeeded(param) || !json.oneIn(3)) {
                values.put(param, value(param));
            }
        }
    }

    private String value(Param param) {
        if (route.isSpread(param)) {
            String first = element(param);
            return json.join(
                    "[",
                    Stream.concat(
                            Stream.of(first), IntStream.range(0, json.upTo(2)).mapToObj(i -> element(param))),
                    "]");
        }
        return switch (param.source()) {
            case CONSTANT -> param.constant();
            case WHOLE_BODY, MEMBER -> json.value(4);
            case REPEATED -> json.join("[", IntStream.range(0, 1 + json.upTo(2)).mapToObj(i -> element(param)), "]");
            case PATH, PREFIXED, HEADER, QUERY -> element(param);
        };
    }

    private String element(Param param) {
        if (!RandomRoute.isText(param)) {
            return json.value(2);
        }
        return switch (param.type()) {
            case STRING -> json.string(text(param.source()));
            case INTEGER -> json.integer();
            case NUMBER -> json.number();
            case BOOLEAN -> json.bool();
            case JSON -> present();
        };
    }

    /** In its place, null would stand for an absent param. */
    private String present() {
        String value = json.value(2);
        return byName || !value.equals("null") ? value : "[null]";
    }

    private String text(Source source) {
        return switch (source) {
            case PATH -> "x" + json.plainText(6);
            case PREFIXED -> json.oneIn(4) ? ".." : json.plainText(6) + "x";
            case HEADER -> json.oneIn(6) ? "" : "x" + json.plainText(6) + "x";
            case QUERY, REPEATED, WHOLE_BODY, MEMBER, CONSTANT -> json.plainText(6);
        };
    }

    /** The params as the caller sends them; empty for none. */
    String params() {
        if (!byName) {
            return json.join("[", Stream.concat(inPlaces().stream(), more.stream()), "]");
        }
        Stream<String> members =
                values.entrySet().stream().map(e -> json.member(e.getKey().name(), e.getValue()));
        List<String> all = Stream.concat(members, more.stream()).toList();
        return all.isEmpty() && json.oneIn(2) ? "" : json.join("{", all.stream(), "}");
    }

    /** As an array: null for what is absent in the middle, what is spread over the rest. */
    private List<String> inPlaces() {
        List<String> elements = new ArrayList<>();
        for (Param param : route.places()) {
            String value = values.getOrDefault(param, "null");
            if (route.isSpread(param)) {
                elements.addAll(values.containsKey(param) ? Texts.elements(value) : List.of());
            } else {
                elements.add(value);
            }
        }
        int present = 0;
        for (int i = 0; i < route.places().size(); i++) {
            present = values.containsKey(route.places().get(i)) ? i + 1 : present;
        }
        return elements.subList(
                0, present == route.places().size() ? elements.size() : Math.min(present, elements.size()));
    }

    /** What the service must see of a param; empty if nothing. */
    Optional<String> seen(Param param) {
        return param.source() == Source.CONSTANT
                ? Optional.of(param.constant())
                : Optional.ofNullable(values.get(param));
    }

    /** Makes the call one that no HTTP request can carry; false, and nothing done, if it could not be done this way. */
    boolean spoil() {
        return switch (json.upTo(10)) {
            case 0 ->
                replace(
                        p -> p.source() == Source.PATH && p.type() == ParamType.STRING,
                        List.of("\"\"", "\".\"", "\"..\"", "\"\\u002e\""));
            case 1 ->
                replace(
                        p -> isOne(p) && p.type() == ParamType.STRING,
                        List.of("\"a\\u0001b\"", "\"\\n\"", "\"\\u007f\"", "\"\\ud83ex\"", "\"\\udd94\""));
            case 2 ->
                replace(
                        p -> isOne(p) && p.type() != ParamType.STRING && p.type() != ParamType.JSON,
                        List.of("\"nope\"", "[]", "{}", "\" 1\"", "\"\""));
            case 3 ->
                replace(
                        p -> p.source() == Source.HEADER && p.type() == ParamType.STRING,
                        List.of("\" x\"", "\"x \"", "\" \""));
            case 4 ->
                replace(p -> p.source() == Source.REPEATED && !route.isSpread(p), List.of("[]", "\"x\"", "{}", "7"));
            case 5 -> replace(p -> p.source() == Source.CONSTANT, List.of("\"other\"", "[17]", "{}"));
            // by position its place in the middle would hold null, which is a body
            case 6 -> values.keySet().removeIf(p -> isNeeded(p) && (byName || p.source() != Source.WHOLE_BODY));
            case 7 -> byName && add(values.keySet().stream().findFirst().map(p -> json.member(p.name(), "1")));
            case 8 ->
                byName
                        && route.hasQuery()
                        && add(Optional.of(json.oneOf(List.of("\"\":1", "\"\\ud83e\":1", "\"a\\u0000\":1"))));
            case 9 -> !byName && isFull() && add(Optional.of("1"));
            default -> unnamed();
        };
    }

    private static boolean isNeeded(Param param) {
        return param.source() == Source.PATH
                || param.source() == Source.PREFIXED
                || param.source() == Source.WHOLE_BODY;
    }

    private static boolean isOne(Param param) {
        return RandomRoute.isText(param) && param.source() != Source.REPEATED;
    }

    private boolean isFull() {
        return !route.hasSpread() && inPlaces().size() == route.places().size();
    }

    private boolean add(Optional<String> param) {
        param.ifPresent(more::add);
        return param.isPresent();
    }

    /** An array for a route without places. */
    private boolean unnamed() {
        if (route.hasPlaces()) {
            return false;
        }
        byName = false;
        return add(Optional.of("1"));
    }

    private boolean replace(Predicate<Param> which, List<String> by) {
        List<Param> candidates = values.keySet().stream().filter(which).toList();
        if (!candidates.isEmpty()) {
            values.put(json.oneOf(candidates), json.oneOf(by));
        }
        return !candidates.isEmpty();
    }

    @Override
    public String toString() {
        return route.called(rest) + " "
                + values.entrySet().stream()
                        .map(e -> e.getKey().name() + "=" + e.getValue())
                        .collect(Collectors.joining(", "))
                + more + (byName ? " by name" : "");
    }
}
