package dev.bailey.vertx;

import dev.bailey.config.ListenAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A caller on a real, blocking socket, who sends whatever it likes. */
final class SocketCaller implements AutoCloseable {
    private final SocketChannel channel;

    private SocketCaller(SocketChannel channel) {
        this.channel = channel;
    }

    static SocketCaller on(ListenAddress address) throws IOException {
        if (address instanceof ListenAddress.Unix unix) {
            return new SocketCaller(SocketChannel.open(UnixDomainSocketAddress.of(unix.path())));
        }
        ListenAddress.Tcp tcp = (ListenAddress.Tcp) address;
        return new SocketCaller(SocketChannel.open(new InetSocketAddress(tcp.host(), tcp.port())));
    }

    /** A caller whose socket holds little that it has not read. */
    static SocketCaller withSmallWindow(ListenAddress.Tcp address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        channel.connect(new InetSocketAddress(address.host(), address.port()));
        return new SocketCaller(channel);
    }

    SocketCaller sends(String bytes) throws IOException {
        return sends(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    SocketCaller sends(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        return this;
    }

    SocketCaller sendsNoMore() throws IOException {
        channel.shutdownOutput();
        return this;
    }

    void hangsUp() throws IOException {
        channel.close();
    }

    void resets() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    /** The next answers; as many as asked for. */
    List<WireAnswer> answers(int count) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (true) {
            List<WireAnswer> answers = WireAnswer.parseWhole(received.toByteArray());
            if (answers.size() >= count) {
                return answers;
            }
            if (channel.read(buffer.clear()) < 0) {
                throw new AssertionError("closed after " + answers);
            }
            received.write(buffer.array(), 0, buffer.position());
        }
    }

    WireAnswer answer() throws IOException {
        return answers(1).get(0);
    }

    /** All answers until the edge closes the connection. */
    List<WireAnswer> answersToTheEnd() throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        while (channel.read(buffer.clear()) >= 0) {
            received.write(buffer.array(), 0, buffer.position());
        }
        return WireAnswer.parse(received.toByteArray());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
