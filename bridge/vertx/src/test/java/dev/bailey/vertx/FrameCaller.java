package dev.bailey.vertx;

import dev.bailey.client.framing.FrameDecoder;
import dev.bailey.client.framing.FramingException;
import dev.bailey.client.framing.Framings;
import dev.bailey.config.Framing;
import dev.bailey.config.FramingPair;
import dev.bailey.config.ListenAddress;
import dev.bailey.json.JsonWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A JSON-RPC caller on a real, blocking socket. Texts have one char a byte. */
final class FrameCaller implements AutoCloseable {
    private static final int LARGEST_ANSWER = 64 << 20;

    private final SocketChannel channel;
    private final Framing writing;
    private final FrameDecoder decoder;
    private final ByteBuffer in = ByteBuffer.allocate(64 << 10);

    /** @param edge as the edge is configured: what it reads is what is written here */
    private FrameCaller(SocketChannel channel, FramingPair edge) {
        this.channel = channel;
        this.writing = edge.read();
        this.decoder = Framings.decoder(edge.write(), LARGEST_ANSWER);
    }

    static FrameCaller on(ListenAddress address, FramingPair edge) throws IOException {
        if (address instanceof ListenAddress.Unix unix) {
            return new FrameCaller(SocketChannel.open(UnixDomainSocketAddress.of(unix.path())), edge);
        }
        return new FrameCaller(SocketChannel.open(inet(address)), edge);
    }

    /** A caller whose socket holds little that it has not read. */
    static FrameCaller withSmallWindow(ListenAddress address, FramingPair edge) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(inet(address));
        return new FrameCaller(channel, edge);
    }

    private static InetSocketAddress inet(ListenAddress address) {
        ListenAddress.Tcp tcp = (ListenAddress.Tcp) address;
        return new InetSocketAddress(tcp.host(), tcp.port());
    }

    /** The bytes of a message in its frame. */
    static byte[] frame(Framing framing, byte[] message) {
        JsonWriter out = new JsonWriter();
        Framings.encoder(framing).encode(out, message, 0, message.length);
        return out.toByteArray();
    }

    FrameCaller sends(String message) throws IOException {
        return sends(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    FrameCaller sends(byte[] message) throws IOException {
        return sendsRaw(frame(writing, message));
    }

    /** Bytes as they are, in no frame. */
    FrameCaller sendsRaw(byte[] bytes) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        return this;
    }

    FrameCaller sendsNoMore() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    void resets() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** The next answer. */
    String answer() throws IOException {
        return Objects.requireNonNull(next(), "closed instead of an answer");
    }

    /** The next answer, or null when the edge has closed. */
    @Nullable
    String next() throws IOException {
        try {
            byte[] frame = decoder.next();
            while (frame == null) {
                if (channel.read(in.clear()) < 0) {
                    return null;
                }
                decoder.append(in.array(), 0, in.position());
                frame = decoder.next();
            }
            return new String(frame, StandardCharsets.ISO_8859_1);
        } catch (FramingException e) {
            throw new AssertionError("the edge broke the framing", e);
        }
    }

    List<String> answers(int count) throws IOException {
        List<String> answers = new ArrayList<>();
        while (answers.size() < count) {
            answers.add(answer());
        }
        return answers;
    }

    /** All answers until the edge closes the connection. */
    List<String> answersToTheEnd() throws IOException {
        List<String> answers = new ArrayList<>();
        for (String answer = next(); answer != null; answer = next()) {
            answers.add(answer);
        }
        return answers;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
