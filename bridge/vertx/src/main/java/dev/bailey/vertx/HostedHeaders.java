package dev.bailey.vertx;

import dev.bailey.http.Headers;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header fields of a request of a Vert.x host, looked up where they are. HTTP/2 says the host in a field of its own. */
final class HostedHeaders implements Headers {
    private static final String HOST = "Host";

    private final MultiMap fields;
    private final @Nullable HostAndPort authority;

    HostedHeaders(HttpServerRequest request) {
        this.fields = request.headers();
        this.authority = request.version() == HttpVersion.HTTP_2 ? request.authority() : null;
    }

    @Override
    public @Nullable String first(String name) {
        String value = fields.get(name);
        return value == null && isAuthority(name) ? String.valueOf(authority) : value;
    }

    @Override
    public List<String> all(String name) {
        List<String> values = fields.getAll(name);
        return values.isEmpty() && isAuthority(name) ? List.of(String.valueOf(authority)) : values;
    }

    private boolean isAuthority(String name) {
        return authority != null && name.equalsIgnoreCase(HOST);
    }

    @Override
    public int size() {
        return fields.entries().size();
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        fields.forEach(action);
    }
}
