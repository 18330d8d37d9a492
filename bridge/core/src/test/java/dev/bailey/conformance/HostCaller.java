package dev.bailey.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Sends what a case says over a real socket, byte for byte, and reads one answer. */
final class HostCaller {
    private static final int TIMEOUT_MILLIS = 10_000;

    private HostCaller() {}

    /**
     * An answer as it came over the wire.
     *
     * @param fields as lines
     */
    record Answer(int status, List<String> fields, String body) {

        /** The values of all fields of that name, joined. */
        String header(String name) {
            return String.join(
                    ", ",
                    fields.stream()
                            .filter(field -> field.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                            .map(field -> field.substring(name.length() + 1).strip())
                            .toList());
        }
    }

    static Answer exchange(InetSocketAddress host, FacadeCase.Sent sent) throws IOException {
        try (Socket socket = new Socket(host.getAddress(), host.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(FacadeCase.bytes(request(sent)));
            return answer(socket.getInputStream(), sent.line().startsWith("HEAD "));
        }
    }

    private static String request(FacadeCase.Sent sent) {
        boolean chunked = sent.headers().stream().anyMatch(line -> line.equalsIgnoreCase("Transfer-Encoding: chunked"));
        String body = chunked
                ? Integer.toHexString(sent.body().length()) + "\r\n" + sent.body() + "\r\n0\r\n\r\n"
                : sent.body();
        String head = sent.headers().isEmpty() ? "" : String.join("\r\n", sent.headers()) + "\r\n";
        return sent.line() + "\r\n" + head + "\r\n" + body;
    }

    private static Answer answer(InputStream in, boolean head) throws IOException {
        String text = untilBlankLine(in);
        List<String> lines = Arrays.asList(text.split("\r\n", -1));
        int status = Integer.parseInt(lines.get(0).substring(9, 12));
        Answer answer = new Answer(status, lines.subList(1, lines.size()), "");
        boolean bodyless = head || status == 204 || status == 304;
        return bodyless ? answer : new Answer(status, answer.fields(), body(in, answer));
    }

    private static String untilBlankLine(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed after " + head.length() + " bytes of a head");
            }
            head.append((char) b);
        }
        return head.substring(0, head.length() - 4);
    }

    private static String body(InputStream in, Answer answer) throws IOException {
        String length = answer.header("Content-Length");
        if (!length.isEmpty()) {
            return latin(in.readNBytes(Integer.parseInt(length)));
        }
        return answer.header("Transfer-Encoding").isEmpty() ? latin(in.readAllBytes()) : chunks(in);
    }

    private static String chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(in.readNBytes(size));
            in.readNBytes(2);
        }
        return latin(body.toByteArray());
    }

    private static int size(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n' && b >= 0; b = in.read()) {
            line.append((char) b);
        }
        return Integer.parseInt(line.toString().strip(), 16);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
