package dev.bailey.client.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.FramingPair;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.json.JsonWriter;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** The service's side of one connection, with verbs for everything a service can do, well or badly. Blocks. */
public final class Peer implements AutoCloseable {
    private final SocketChannel channel;
    private final int number;
    private final FramingPair framing;
    private final FrameDecoder decoder;
    private final CountDownLatch stopped;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);
    private int unread;

    /** @param framing seen from the caller: what it reads is what is written here */
    Peer(SocketChannel channel, int number, FramingPair framing, CountDownLatch stopped) {
        this.stopped = stopped;
        this.channel = channel;
        this.number = number;
        this.framing = framing;
        this.decoder = Framings.decoder(framing.write(), 64 << 20);
    }

    /** 1 for the first connection that the service took. */
    public int number() {
        return number;
    }

    // ---- listening

    /** The next message. */
    public Asked asked() throws Exception {
        byte[] frame = decoder.next();
        while (frame == null) {
            readMore();
            frame = decoder.next();
        }
        return asked(frame);
    }

    /** The next so many messages. */
    public List<Asked> asked(int count) throws Exception {
        List<Asked> calls = new ArrayList<>();
        while (calls.size() < count) {
            calls.add(asked());
        }
        return calls;
    }

    /** Reads and drops all that comes until the caller closes. */
    public void readToEnd() throws IOException {
        do {
            in.clear();
        } while (channel.read(in) >= 0);
    }

    /** The next so many bytes as they come; not to be mixed with {@link #asked}. */
    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; at++) {
            if (unread == 0) {
                in.clear();
                unread = channel.read(in);
                in.flip();
            }
            if (unread < 0) {
                throw new EOFException("the caller has closed");
            }
            bytes[at] = in.get();
            unread--;
        }
        return bytes;
    }

    private void readMore() throws IOException {
        in.clear();
        if (channel.read(in) < 0) {
            throw new EOFException("the caller has closed");
        }
        decoder.append(in.array(), 0, in.position());
    }

    private static Asked asked(byte[] frame) throws JsonException {
        Json message = Json.parse(frame, JsonLimits.DEFAULT);
        Json id = message.member("id");
        Json method = message.member("method");
        Json params = message.member("params");
        boolean isCall = !id.isAbsent() && id.kind() != Json.Kind.NULL;
        return new Asked(
                isCall ? id.toString() : "",
                method.isAbsent() ? "" : method.text(),
                params.isAbsent() ? "null" : params.toString(),
                message.toString());
    }

    // ---- speaking

    /** The answer to a request, as a whole frame. */
    public void answer(Asked asked, String result) throws IOException {
        say(reply(asked, result));
    }

    /** The text of a reply. */
    public static String reply(Asked asked, String result) {
        return reply(asked.id(), result);
    }

    public static String reply(String id, String result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}";
    }

    /** An error as answer. */
    public void refuse(Asked asked, int code, String message) throws IOException {
        say("{\"jsonrpc\":\"2.0\",\"id\":" + asked.id() + ",\"error\":{\"code\":" + code + ",\"message\":\"" + message
                + "\"}}");
    }

    /** Any text in a whole frame. */
    public void say(String message) throws IOException {
        write(frame(message));
    }

    /** A whole frame, one byte in each packet as far as the network keeps them apart. */
    public void drip(String message) throws IOException {
        for (byte b : frame(message)) {
            write(new byte[] {b});
        }
    }

    /** The first so many bytes of a frame, and nothing more of it. */
    public void sayBeginning(String message, int bytes) throws IOException {
        byte[] frame = frame(message);
        channel.write(ByteBuffer.wrap(frame, 0, Math.min(bytes, frame.length)));
    }

    /** Bytes as they are, in no frame. */
    public void raw(String bytes) throws IOException {
        write(bytes.getBytes(UTF_8));
    }

    /** The bytes of a whole frame. */
    public byte[] frame(String message) {
        JsonWriter out = new JsonWriter();
        byte[] bytes = message.getBytes(UTF_8);
        Framings.encoder(framing.read()).encode(out, bytes, 0, bytes.length);
        return out.toByteArray();
    }

    /** Bytes as they are. */
    public void write(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
    }

    // ---- leaving

    /** Does nothing and reads nothing until {@link ScriptedService#stop}. */
    public void awaitClosed() throws InterruptedException {
        stopped.await();
    }

    /** Nothing more will be said; what the caller says is still read. */
    public void halfClose() throws IOException {
        channel.shutdownOutput();
    }

    /** Closes with a reset instead of an end (TCP only). */
    public void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
