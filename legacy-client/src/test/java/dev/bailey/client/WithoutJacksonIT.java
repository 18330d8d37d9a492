package dev.bailey.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.json.Json;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Jackson's databind is optional. */
class WithoutJacksonIT {

    /** Runs behind a class path without databind. */
    static final class Calls implements Callable<String> {
        @Override
        public String call() throws Exception {
            assertThrows(
                    ClassNotFoundException.class, () -> Class.forName("com.fasterxml.jackson.databind.ObjectMapper"));
            Script script = peer -> {
                peer.answer(peer.asked(), "\"text\"");
                while (true) {
                    Asked asked = peer.asked();
                    peer.answer(asked, asked.params());
                }
            };
            try (ScriptedService service = ScriptedService.tcp(script);
                    LegacyClient client = LegacyClient.to(service.url().toString())
                            .timeout(Duration.ofSeconds(20))
                            .pool(pool -> pool.withAcquireTimeout(Duration.ofSeconds(20)))
                            .build()) {
                String text = client.call("a", Map.of("id", 7), String.class);
                Json params = client.call("b", List.of(1, "x"), Json.class);
                assertThrows(IllegalArgumentException.class, () -> client.call("c", null, List.class));
                Json named = client.proxy(Joined.class).joined(Map.of("a", 1), List.of(true));
                return text + " " + params + " " + named;
            }
        }

        interface Joined {
            Json joined(Map<String, ?> params, List<?> list);
        }
    }

    @Test
    void theClientWorksWithoutIt() throws Exception {
        URL[] urls = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("jackson-databind"))
                .map(WithoutJacksonIT::url)
                .toArray(URL[]::new);
        try (URLClassLoader without = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            var constructor = without.loadClass(Calls.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            Object result = ((Callable<?>) constructor.newInstance()).call();
            assertEquals("text [1,\"x\"] {\"params\":{\"a\":1},\"list\":[true]}", result);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(entry, e);
        }
    }
}
