package dev.bailey.route;

import dev.bailey.config.ParamType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A route with params of every source. */
final class RandomRoute {
    /** Where the HTTP request holds a param. */
    enum Source {
        PATH,
        PREFIXED,
        HEADER,
        QUERY,
        REPEATED,
        WHOLE_BODY,
        MEMBER,
        CONSTANT
    }

    /** @param constant its JSON, where it is one */
    record Param(String name, Source source, ParamType type, String constant) {}

    private static final List<String> NAMES = List.of(
            "a", "b", "c", "d", "e", "f", "x y", "é", "q&r=s", "t+u", "emoji 🦔", "with \"quotes\"", "p.q", "%2F");

    private final RandomJson json;
    private final int number;
    private final List<Param> params = new ArrayList<>();
    private final List<String> names;
    private final StringBuilder path = new StringBuilder();
    final String verb;
    final boolean family;
    final boolean renamed;
    final Optional<String> resultMember;

    /** In the order of their places; empty where they have none. */
    private List<Param> places = List.of();

    private boolean spread;

    RandomRoute(Random random, int number) {
        this.json = new RandomJson(random);
        this.number = number;
        this.names = new ArrayList<>(NAMES);
        Collections.shuffle(names, random);
        this.verb = json.oneOf(List.of("GET", "DELETE", "POST", "PUT", "PATCH"));
        this.family = json.oneIn(5);
        this.renamed = json.oneIn(3);
        this.resultMember = json.oneIn(4) ? Optional.of(json.oneOf(List.of("ad", "a \"b\"", "é"))) : Optional.empty();
        makePath();
        make(json.upTo(2), Source.HEADER);
        make(json.upTo(1), Source.CONSTANT);
        makeRest(verb.equals("GET") || verb.equals("DELETE") ? 0 : 1 + json.upTo(1));
        if (json.oneIn(2)) {
            makePlaces(random);
        }
    }

    private void makePath() {
        path.append("/r").append(number);
        for (int i = json.upTo(3); i > 0; i--) {
            switch (json.upTo(2)) {
                case 0 -> path.append(json.oneOf(List.of("/x", "/a+b;c=d", "/sp%20ace", "/~", "/...")));
                case 1 -> path.append("/{v").append(i).append('}');
                default -> path.append("/n-{v").append(i).append('}');
            }
            if (path.charAt(path.length() - 1) == '}') {
                Source source = path.indexOf("/n-{v" + i) > 0 ? Source.PREFIXED : Source.PATH;
                params.add(new Param("v" + i, source, type(), ""));
            }
        }
        if (family) {
            path.append("/{rest}");
        }
    }

    private ParamType type() {
        return json.oneIn(2) ? ParamType.STRING : json.oneOf(List.of(ParamType.values()));
    }

    private void make(int count, Source source) {
        for (int i = 0; i < count; i++) {
            String constant = source == Source.CONSTANT ? json.oneOf(List.of("\"web\"", "17", "{\"a\":[1]}")) : "";
            params.add(new Param(names.remove(0), source, type(), constant));
        }
    }

    /** @param body 0 for none, 1 for one param, 2 for the rest */
    private void makeRest(int body) {
        make(body == 1 ? 1 : 0, Source.WHOLE_BODY);
        if (body == 2) {
            make(json.upTo(4), Source.MEMBER);
        } else {
            make(json.upTo(2), Source.QUERY);
            make(json.upTo(1), Source.REPEATED);
        }
    }

    private void makePlaces(Random random) {
        places = new ArrayList<>(params);
        Collections.shuffle(places, random);
        if (!places.isEmpty()) {
            Source last = places.get(places.size() - 1).source();
            spread = last == Source.REPEATED || last == Source.MEMBER || last == Source.WHOLE_BODY;
        }
    }

    List<Param> params() {
        return params;
    }

    List<Param> places() {
        return places;
    }

    boolean hasPlaces() {
        return !places.isEmpty();
    }

    boolean isSpread(Param param) {
        return spread && places.get(places.size() - 1).equals(param);
    }

    boolean hasSpread() {
        return spread;
    }

    boolean hasQuery() {
        return !isWholeBody();
    }

    /** Whether the body is all the params that have no place elsewhere. */
    private boolean isWholeBody() {
        return !verb.equals("GET")
                && !verb.equals("DELETE")
                && params.stream().noneMatch(p -> p.source() == Source.WHOLE_BODY);
    }

    /** The method as callers know it. */
    String called(String rest) {
        return (renamed ? "called" : "m") + number + (family ? "." + rest : "");
    }

    /** The method as the service knows it. */
    String known(String rest) {
        return "m" + number + (family ? "." + rest : "");
    }

    /** The route as a configuration has it, which JSON is, too. */
    String config() {
        List<String> keys = new ArrayList<>();
        keys.add(key("rpc", quoted(known("{rest}"))));
        keys.add(key("name", quoted(called("{rest}"))));
        keys.add(key("http", quoted(verb + " " + path)));
        keys.add(map(
                "types",
                p -> isText(p) && p.type() != ParamType.STRING,
                p -> quoted(p.type().name().toLowerCase(Locale.ROOT))));
        keys.add(map("headers", p -> p.source() == Source.HEADER, p -> quoted("X-H" + params.indexOf(p))));
        keys.add(map("constants", p -> p.source() == Source.CONSTANT, Param::constant));
        keys.add(key(
                "arrays",
                list(params.stream()
                        .filter(p -> p.source() == Source.REPEATED)
                        .map(Param::name)
                        .toList())));
        params.stream()
                .filter(p -> p.source() == Source.WHOLE_BODY)
                .forEach(p -> keys.add(key("body", quoted(p.name()))));
        if (hasPlaces()) {
            keys.add(key(
                    "positional",
                    list(places.stream()
                            .map(p -> (isSpread(p) ? "..." : "") + p.name())
                            .toList())));
        }
        resultMember.ifPresent(member -> keys.add(key("result", quoted(member))));
        keys.add(key("status", json.oneOf(List.of("200", "201", "202", "299"))));
        keys.add("\"errors\":{\"-7\":" + json.oneOf(List.of("404", "200", "302", "599")) + ",\"boom\":"
                + json.oneOf(List.of("409", "503")) + "}");
        return "{" + String.join(", ", keys) + "}";
    }

    static boolean isText(Param param) {
        return switch (param.source()) {
            case PATH, PREFIXED, HEADER, QUERY, REPEATED -> true;
            case WHOLE_BODY, MEMBER, CONSTANT -> false;
        };
    }

    private String map(String name, Predicate<Param> which, Function<Param, String> value) {
        return key(
                name,
                params.stream()
                        .filter(which)
                        .map(p -> quoted(p.name()) + ": " + value.apply(p))
                        .collect(Collectors.joining(", ", "{", "}")));
    }

    private static String list(List<String> names) {
        return names.stream().map(RandomRoute::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String key(String name, String value) {
        return quoted(name) + ": " + value;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    public String toString() {
        return config();
    }

    static List<RandomRoute> some(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new RandomRoute(random, i))
                .toList();
    }
}
