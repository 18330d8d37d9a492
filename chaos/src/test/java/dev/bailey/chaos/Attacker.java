package dev.bailey.chaos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Opens connections to one bridge, sends what the bridge takes, and reads nothing. */
final class Attacker implements AutoCloseable {
    private static final int CONNECT_MILLIS = 1000;
    private static final int SEND_MILLIS = 20;

    private final BridgeProcess bridge;
    private final List<Socket> sockets = new ArrayList<>();

    Attacker(BridgeProcess bridge) {
        this.bridge = bridge;
    }

    void http(String text) {
        send("http", text);
    }

    void rpc(String text) {
        send("rpc", text);
    }

    /** A POST with a JSON body, and a length that may be another's. */
    void post(String path, int length, String body) {
        http("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: " + length
                + "\r\n\r\n" + body);
    }

    /** A bridge that has had enough may end the connection. */
    private void send(String edge, String text) {
        try {
            Socket socket = open(edge);
            Thread sender = Backstage.run("attacker", () -> {
                try {
                    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
                } catch (IOException e) {
                    // it had enough
                }
            });
            sender.join(SEND_MILLIS);
        } catch (IOException | InterruptedException e) {
            // it had enough, or died: that will show
        }
    }

    /** Whether a connection was accepted, if perhaps only to be closed at once. */
    boolean connects(String edge) {
        try {
            open(edge);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private Socket open(String edge) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), bridge.port(edge)), CONNECT_MILLIS);
        return socket;
    }

    /** Makes room for who wants to know whether it lives. */
    void closeSome() {
        for (int i = 0; i < 50 && !sockets.isEmpty(); i++) {
            Backstage.close(sockets.remove(sockets.size() - 1));
        }
    }

    @Override
    public void close() {
        sockets.forEach(Backstage::close);
        sockets.clear();
    }
}
