package dev.bailey.load.bench;

import jakarta.servlet.http.HttpServlet;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** A whole Jetty but for its sockets and threads: a request is served on the thread that brings it, on a kept-alive connection. */
final class LocalHost implements AutoCloseable {
    private static final int OUTPUT = 4096;

    private final Server server = new Server();
    private final LocalConnector connector =
            new LocalConnector(server, Runnable::run, null, null, 0, new HttpConnectionFactory());
    private final LocalConnector.LocalEndPoint connection;

    LocalHost(HttpServlet servlet) throws Exception {
        connector.setIdleTimeout(0);
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler();
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/ads/*");
        server.setHandler(context);
        server.start();
        connection = connector.connect(OUTPUT);
    }

    /** The request's bytes in, the answer's out. */
    ByteBuffer exchange(byte[] request) {
        connection.addInputAndExecute(ByteBuffer.wrap(request));
        return connection.takeOutput();
    }

    /** What a GET is answered with, to see that it is what it should be. */
    String get(byte[] request) {
        return StandardCharsets.UTF_8.decode(exchange(request)).toString();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("Jetty does not stop", e);
        }
    }
}
