package dev.bailey.load.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.load.paths.RequestShape;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;

/** Requests as bytes, made once before the block begins. */
final class Wire {
    private Wire() {}

    static ByteBuf request(URI uri, RequestShape shape) {
        byte[] body = shape.body().getBytes(UTF_8);
        StringBuilder head = new StringBuilder();
        head.append(shape.method()).append(' ').append(target(uri)).append(" HTTP/1.1\r\n");
        head.append("Host: ").append(uri.getAuthority()).append("\r\n");
        boolean typed = false;
        for (var header : shape.headers().entrySet()) {
            typed |= header.getKey().equalsIgnoreCase("Content-Type");
            head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
        }
        if (body.length > 0) {
            head.append(typed ? "" : "Content-Type: application/json\r\n");
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
        ByteBuf whole = Unpooled.directBuffer(bytes.length + body.length);
        return Unpooled.unreleasableBuffer(
                whole.writeBytes(bytes).writeBytes(body).asReadOnly());
    }

    private static String target(URI uri) {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
    }
}
