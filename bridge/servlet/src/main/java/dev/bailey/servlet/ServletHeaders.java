package dev.bailey.servlet;

import dev.bailey.http.Headers;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The header fields of a servlet request, looked up where they are. */
final class ServletHeaders implements Headers {
    private final HttpServletRequest request;

    ServletHeaders(HttpServletRequest request) {
        this.request = request;
    }

    @Override
    public @Nullable String first(String name) {
        return request.getHeader(name);
    }

    @Override
    public List<String> all(String name) {
        Enumeration<String> values = request.getHeaders(name);
        if (!values.hasMoreElements()) {
            return List.of();
        }
        String first = values.nextElement();
        if (!values.hasMoreElements()) {
            return List.of(first);
        }
        List<String> all = new ArrayList<>();
        all.add(first);
        while (values.hasMoreElements()) {
            all.add(values.nextElement());
        }
        return all;
    }

    @Override
    public int size() {
        int fields = 0;
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            Enumeration<String> values = request.getHeaders(names.nextElement());
            while (values.hasMoreElements()) {
                values.nextElement();
                fields++;
            }
        }
        return fields;
    }

    @Override
    public void forEach(BiConsumer<String, String> action) {
        for (String name : Collections.list(request.getHeaderNames())) {
            all(name).forEach(value -> action.accept(name, value));
        }
    }
}
