package dev.bailey.sidecar.explain;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.call.Call;
import dev.bailey.http.Headers;
import dev.bailey.http.HttpBody;
import dev.bailey.http.HttpCall;
import dev.bailey.http.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An HTTP request as people type it.
 *
 * @param line verb and target
 * @param headers as {@code Name: value}
 */
public record RequestText(String line, List<String> headers, Optional<String> body) {
    public RequestText {
        headers = List.copyOf(headers);
    }

    /**
     * The request as an edge would hand it over. What every client sends by itself is filled in: {@code Host}, and for a body
     * {@code Content-Length} and a {@code Content-Type} of JSON.
     *
     * @throws IllegalArgumentException saying what is wrong with the text
     */
    HttpCall on(Call call) {
        int space = line.indexOf(' ');
        if (space <= 0 || space == line.length() - 1 || line.indexOf(' ', space + 1) >= 0) {
            throw new IllegalArgumentException(
                    "a request is a verb and a target such as 'GET /ads/7', not '" + line + "'");
        }
        byte[] bytes = body.orElse("").getBytes(UTF_8);
        return new HttpCall(
                line.substring(0, space),
                // the wire has bytes; a target has one char for each
                new String(line.substring(space + 1).getBytes(UTF_8), ISO_8859_1),
                1,
                completed(bytes.length),
                HttpBody.of(Payload.of(bytes)),
                call);
    }

    private Headers completed(int length) {
        Headers.Builder all = new Headers.Builder();
        Set<String> given = new TreeSet<>();
        for (String header : headers) {
            int colon = header.indexOf(':');
            if (colon <= 0) {
                throw new IllegalArgumentException("a header is 'Name: value', not '" + header + "'");
            }
            String name = header.substring(0, colon);
            given.add(name.toLowerCase(Locale.ROOT));
            all.add(name, new String(header.substring(colon + 1).strip().getBytes(UTF_8), ISO_8859_1));
        }
        if (!given.contains("host")) {
            all.add("Host", "localhost");
        }
        if (body.isPresent() && !given.contains("content-type")) {
            all.add("Content-Type", "application/json");
        }
        if (body.isPresent() && !given.contains("content-length")) {
            all.add("Content-Length", String.valueOf(length));
        }
        return all.build();
    }
}
