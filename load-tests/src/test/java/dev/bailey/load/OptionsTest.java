package dev.bailey.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.load.paths.Budgets;
import dev.bailey.load.paths.PathName;
import dev.bailey.load.paths.RequestShape;
import dev.bailey.load.paths.Target;
import dev.bailey.load.stage.Profile;
import dev.bailey.sidecar.cli.UsageException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static Target target(String... words) {
        return Options.parse(List.of(words)).target(Budgets.DEFAULT);
    }

    private static String refusal(String... words) {
        return String.valueOf(
                assertThrows(UsageException.class, () -> target(words)).getMessage());
    }

    @Test
    void withoutOptionsItIsTheBuiltInServiceInAFewMinutes() {
        assertEquals(Profile.QUICK, Options.parse(List.of()).profile());
        assertEquals(Target.builtIn(Budgets.DEFAULT), target());
        assertEquals(500, target("--rate", "500").rate());
    }

    @Test
    void aServiceOfOnesOwnNeedsNoFile() {
        Target target = target(
                "--direct",
                "http://127.0.0.1:8081",
                "--in-process=http://127.0.0.1:8082",
                "--request",
                "POST /ads/7/moderation",
                "--request",
                "PUT /ads/7",
                "-H",
                "X-Tenant: shop: one",
                "-d",
                "{\"title\": \"Vélo\"}",
                "--rate",
                "250");
        assertEquals(
                URI.create("http://127.0.0.1:8081"),
                target.path(PathName.DIRECT).url());
        assertEquals(
                URI.create("http://127.0.0.1:8082"),
                target.path(PathName.IN_PROCESS).url());
        assertEquals(250, target.rate());
        Map<String, String> headers = Map.of("X-Tenant", "shop: one");
        String body = "{\"title\": \"Vélo\"}";
        assertEquals(
                List.of(
                        new RequestShape("POST", "/ads/7/moderation", headers, body),
                        new RequestShape("PUT", "/ads/7", headers, body)),
                target.requests());
    }

    @Test
    void whatIsWrongIsSaid() {
        assertTrue(refusal("--sidecar", "http://127.0.0.1:1").contains("needs 'direct'"));
        assertTrue(refusal("--direct", "127.0.0.1:1", "--in-process", "http://127.0.0.1:1")
                .contains("'127.0.0.1:1' is no URL"));
        assertTrue(refusal("--rate", "fast").contains("'rate' is a number"));
        assertTrue(refusal("--request", "/ads/7").contains("a request is a method and a path"));
        assertTrue(refusal("--request", "GRAB /ads/7").contains("'GRAB' is none of"));
        assertTrue(refusal("-H", "no colon").contains("a header is 'NAME: VALUE'"));
        assertTrue(refusal("-d", "{}").contains("--data needs a --request"));
        assertTrue(refusal("--target", "target.yaml", "--rate", "5").contains("--target says it all"));
    }
}
