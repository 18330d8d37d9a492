package dev.bailey.client.http;

import dev.bailey.config.ServiceUrl;
import dev.bailey.http.CallerTimeout;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes requests to one address as bytes. Any thread. */
public final class RequestWriter {
    private static final int USUAL_HEAD = 1024;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final String basePath;
    private final String host;

    public RequestWriter(ServiceUrl.Http address) {
        this.basePath = address.basePath();
        this.host = host(address);
    }

    private static String host(ServiceUrl.Http address) {
        String name = address.host().indexOf(':') < 0 ? address.host() : "[" + address.host() + "]";
        int usual = address.tls() ? HTTPS_PORT : HTTP_PORT;
        return address.port() == usual ? name : name + ":" + address.port();
    }

    /** The head alone, each line with its CR LF and the empty line behind: for people to read. */
    public String head(HttpRequest request) {
        ByteBuf out = Unpooled.buffer(USUAL_HEAD);
        writeHead(out, request);
        return out.toString(StandardCharsets.ISO_8859_1);
    }

    ByteBuf write(HttpRequest request, ByteBufAllocator allocator) {
        ByteBuf out = allocator.directBuffer(USUAL_HEAD + request.body().length());
        writeHead(out, request);
        return out.writeBytes(
                request.body().array(), request.body().offset(), request.body().length());
    }

    private void writeHead(ByteBuf out, HttpRequest request) {
        text(out, request.verb());
        out.writeByte(' ');
        target(out, request.target());
        text(out, " HTTP/1.1\r\n");
        field(out, "Host", host);
        EndToEnd.of(request.headers()).forEach((name, value) -> {
            if (!HttpRequest.isOurs(name)) {
                field(out, name, value);
            }
        });
        request.timeoutMillis().ifPresent(millis -> field(out, CallerTimeout.ENVOY, Long.toString(millis)));
        if (request.saysLength()) {
            field(out, "Content-Length", Integer.toString(request.body().length()));
        }
        text(out, "\r\n");
    }

    /** The root of a base path is the base path itself: no route of ours ends in a slash. */
    private void target(ByteBuf out, String target) {
        text(out, basePath);
        boolean isRoot = target.equals("/") || target.startsWith("/?");
        text(out, isRoot && !basePath.isEmpty() ? target.substring(1) : target);
    }

    private static void field(ByteBuf out, String name, String value) {
        text(out, name);
        text(out, ": ");
        text(out, value);
        text(out, "\r\n");
    }

    private static void text(ByteBuf out, String text) {
        out.writeCharSequence(text, StandardCharsets.ISO_8859_1);
    }
}
