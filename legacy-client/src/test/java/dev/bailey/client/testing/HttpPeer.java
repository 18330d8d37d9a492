package dev.bailey.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Speaks HTTP/1.1 by hand, right or wrong, on a {@link Peer}'s connection. */
public final class HttpPeer {
    private final Peer peer;

    private HttpPeer(Peer peer) {
        this.peer = peer;
    }

    /** What a service does that speaks HTTP. */
    @FunctionalInterface
    public interface HttpScript {
        void play(HttpPeer peer) throws Exception;
    }

    /** A script for a {@link ScriptedService}. */
    public static Script script(HttpScript script) {
        return peer -> script.play(new HttpPeer(peer));
    }

    /** Answers every call with the whole request as result. */
    public static Script echoing() {
        return script(peer -> {
            while (true) {
                HttpAsked asked = peer.asked();
                peer.answer(200, "application/json", Peer.reply(asked.id(), asked.body()));
            }
        });
    }

    /** 1 for the first connection that the service took. */
    public int number() {
        return peer.number();
    }

    /** The next request. */
    public HttpAsked asked() throws IOException {
        HttpAsked head = askedHead();
        return new HttpAsked(head.line(), head.headers(), body(head));
    }

    /** The head of the next request; its body is left unread. */
    public HttpAsked askedHead() throws IOException {
        String line = line();
        Map<String, String> headers = new TreeMap<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        return new HttpAsked(line, headers, "");
    }

    /** The body that follows that head. */
    public String body(HttpAsked head) throws IOException {
        int length = Integer.parseInt(head.headers().getOrDefault("content-length", "0"));
        return new String(peer.bytes(length), UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (byte b = peer.bytes(1)[0]; b != '\n'; b = peer.bytes(1)[0]) {
            line.append((char) (b & 0xff));
        }
        return line.toString().strip();
    }

    /** A whole answer. */
    public void answer(int status, String contentType, String body) throws IOException {
        raw(head(status, contentType, body.getBytes(UTF_8).length) + body);
    }

    /** The head of an answer, with the blank line after it. */
    public static String head(int status, String contentType, int length) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\nContent-Length: " + length
                + "\r\n\r\n";
    }

    public void raw(String bytes) throws IOException {
        peer.raw(bytes);
    }

    /** The same, one byte at a time. */
    public void drip(String bytes) throws IOException {
        for (byte b : bytes.getBytes(UTF_8)) {
            peer.write(new byte[] {b});
        }
    }

    /** Nothing more will be said; what the caller says is still read. */
    public void halfClose() throws IOException {
        peer.halfClose();
    }

    public void reset() throws IOException {
        peer.reset();
    }

    public void readToEnd() throws IOException {
        peer.readToEnd();
    }
}
