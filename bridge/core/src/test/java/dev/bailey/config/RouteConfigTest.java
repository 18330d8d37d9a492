package dev.bailey.config;

import static dev.bailey.config.ConfigSamples.route;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteConfigTest {
    @ParameterizedTest
    @CsvSource({"GET,true", "HEAD,true", "PUT,true", "DELETE,true", "POST,false", "PATCH,false"})
    void theVerbSaysWhetherACallMayBeRepeated(String verb, boolean idempotent) {
        assertEquals(idempotent, route(verb + " /a", "").idempotent());
        assertEquals(
                !idempotent, route(verb + " /a", "idempotent: " + !idempotent).idempotent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH"})
    void theBodyIsTheParamsWhereThereIsOne(String verb) {
        assertEquals(new BodyMapping.Whole(), route(verb + " /a", "").body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void otherVerbsHaveNoBody(String verb) {
        assertEquals(new BodyMapping.None(), route(verb + " /a", "").body());
        assertEquals(new BodyMapping.None(), route(verb + " /a", "body: \"\"").body());
    }

    @Test
    void aBodyMayBeAbsentOrOneParam() {
        assertEquals(new BodyMapping.None(), route("POST /a", "body: \"\"").body());
        assertEquals(new BodyMapping.None(), route("POST /a", "body: null").body());
        assertEquals(new BodyMapping.Whole(), route("POST /a", "body: \"*\"").body());
        assertEquals(new BodyMapping.Param("ad"), route("POST /a", "body: ad").body());
    }

    @Test
    void anAdditionalEndpointWithoutBodyHasNone() {
        RouteConfig search = route("POST /search", "additional: [GET /search], types: {q: integer}, arrays: [tag]");

        assertEquals(new BodyMapping.Whole(), search.bodyOf(search.http()));
        assertEquals(new BodyMapping.None(), search.bodyOf(search.additional().get(0)));
    }

    @Test
    void aNotificationIsAnswered202() {
        assertEquals(202, route("POST /a", "notify: true").status());
        assertEquals(202, route("POST /a", "notify: true, status: 202").status());
        assertEquals(200, route("POST /a", "notify: false").status());
    }

    @Test
    void aSpreadParamIsAnArray() {
        assertEquals(
                Optional.of(new Positional(List.of("db"), Optional.of("ops"))),
                route("GET /{db}", "positional: [db, ...ops], arrays: [ops]").positional());
        assertTrue(route("GET /a", "positional: [...ops], types: {ops: json}")
                .positional()
                .isPresent());
        assertTrue(route("GET /a", "positional: [...ops], constants: {ops: [1]}")
                .positional()
                .isPresent());
        assertTrue(route("POST /a", "positional: [...ops]").positional().isPresent());
    }

    @Test
    void queryParamsNeedNoNaming() {
        assertEquals(
                Map.of("page", ParamType.INTEGER),
                route("GET /ads", "types: {page: integer}").types());
        assertEquals(
                Set.of("tag"), route("POST /ads", "body: ad, arrays: [tag]").arrays());
    }

    @Test
    void aFamilyIsCalledByItsPatternUnlessItsNameIsAnother() {
        assertEquals(new MethodName.Family("x.", "m"), family("").calledAs());
        assertEquals(
                new MethodName.Family("old.", "m"),
                family(", name: \"old.{m}\"").calledAs());
        assertEquals(new MethodName.Family("x.", "m"), family(", name: label").calledAs());
    }

    private static RouteConfig family(String name) {
        String yaml = "services: {s: {url: tcp://h:1}}\n" + "routes: [{rpc: \"x.{m}\", http: POST /x/{m}, service: s"
                + name + "}]\n";
        return ConfigLoader.load("family.yaml", yaml, Map.of()).routes().get(0);
    }

    @Test
    void aRouteTakesTheDefaultService() {
        String yaml = """
                services: {a: {url: tcp://h:1}, b: {url: tcp://h:2}}
                defaults: {service: b}
                routes: [{rpc: x, http: GET /x}, {rpc: y, http: GET /y, service: a}]
                """;
        List<RouteConfig> routes = ConfigLoader.load("f.yaml", yaml, Map.of()).routes();

        assertEquals(
                List.of("b", "a"), routes.stream().map(RouteConfig::service).toList());
    }

    @Test
    void variablesAndLiteralsOfOneShapeMayLiveSideBySide() {
        String yaml = """
                services: {s: {url: tcp://h:1}}
                defaults: {service: s}
                routes:
                  - {rpc: a, http: GET /ads/{id}}
                  - {rpc: b, http: GET /ads/new}
                  - {rpc: c, http: GET /ads/n-{id}}
                  - {rpc: d, http: HEAD /ads/{id}}
                  - {rpc: e, http: DELETE /ads/{id}}
                """;
        assertFalse(ConfigLoader.load("f.yaml", yaml, Map.of()).routes().isEmpty());
    }
}
