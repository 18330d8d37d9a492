package dev.bailey.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The sample files of the tests. */
final class ConfigSamples {
    private ConfigSamples() {}

    static String text(String name) {
        try (InputStream in = ConfigSamples.class.getResourceAsStream("/config/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BridgeConfig load(String name) {
        return ConfigLoader.load(name, text(name), Map.of());
    }

    /** A configuration with one route, to which {@code keys} (a flow map without its braces) are added. */
    static RouteConfig route(String http, String keys) {
        String route = "{rpc: r, http: \"" + http + "\", service: s" + (keys.isEmpty() ? "" : ", " + keys) + "}";
        String yaml = "services: {s: {url: tcp://h:1}}\nroutes:\n  - " + route + "\n";
        return ConfigLoader.load("route.yaml", yaml, Map.of()).routes().get(0);
    }
}
