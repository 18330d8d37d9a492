package dev.bailey.vertx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller who sees each byte of what comes, and whether it ends by itself or is torn off. */
final class RawCaller implements AutoCloseable {
    /** What came until the connection ended, and how that was. */
    record Seen(String text, boolean reset) {}

    private final Socket socket;
    private final InputStream in;

    private RawCaller(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    static RawCaller on(int port) throws IOException {
        return on(port, 64 * 1024);
    }

    /** @param window bytes that the kernel takes on this caller's behalf, roughly */
    static RawCaller on(int port, int window) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(window);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawCaller(socket);
    }

    RawCaller sends(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    RawCaller gets(String target) throws IOException {
        return sends("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** Up to and with the next occurrence of that text. */
    String upTo(String end) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        byte[] wanted = end.getBytes(StandardCharsets.UTF_8);
        while (!endsWith(read.toByteArray(), wanted)) {
            int b = in.read();
            if (b < 0) {
                throw new AssertionError("it ended after: " + read.toString(StandardCharsets.UTF_8));
            }
            read.write(b);
        }
        return read.toString(StandardCharsets.UTF_8);
    }

    private static boolean endsWith(byte[] bytes, byte[] end) {
        int shift = bytes.length - end.length;
        for (int i = end.length - 1; i >= 0; i--) {
            if (shift < 0 || bytes[shift + i] != end[i]) {
                return false;
            }
        }
        return true;
    }

    /** The head of the next answer. */
    String head() throws IOException {
        return upTo("\r\n\r\n");
    }

    /** The body of a chunked answer whose head has been read; fails if it is cut. */
    byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = upTo("\r\n").strip();
            int length = Integer.parseInt(size, 16);
            byte[] chunk = in.readNBytes(length + 2);
            if (chunk.length < length + 2) {
                throw new AssertionError("cut in a chunk");
            }
            body.write(chunk, 0, length);
            if (length == 0) {
                return body.toByteArray();
            }
        }
    }

    /** A whole answer: its head, an empty line, its body without chunks. */
    String answer() throws IOException {
        String head = head();
        if (head.contains("Transfer-Encoding: chunked")) {
            return head + new String(chunks(), StandardCharsets.UTF_8);
        }
        int at = head.indexOf("Content-Length: ") + "Content-Length: ".length();
        int length = Integer.parseInt(head.substring(at, head.indexOf("\r\n", at)));
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** All that comes until the connection ends. */
    Seen toTheEnd() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            in.transferTo(read);
            return new Seen(read.toString(StandardCharsets.UTF_8), false);
        } catch (IOException e) {
            return new Seen(read.toString(StandardCharsets.UTF_8), true);
        }
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
