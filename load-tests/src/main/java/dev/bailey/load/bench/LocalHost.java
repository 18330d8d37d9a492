package dev.bailey.load.bench;

import jakarta.servlet.http.HttpServlet;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.LocalConnector;
import org.eclipse.jetty.server.Server;

/** A whole Jetty but for its sockets and threads: a request is served on the thread that brings it, on a kept-alive connection. */
final class LocalHost implements AutoCloseable {
    private static final int OUTPUT = 4096;
    private static final long WAIT_SECONDS = 10;

    private final Server server = new Server();
    private final LocalConnector.LocalEndPoint connection;

    LocalHost(HttpServlet servlet) throws Exception {
        LocalConnector connector =
                new LocalConnector(server, this::execute, null, null, 1, new HttpConnectionFactory());
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

    /** The acceptor, which is there once Jetty has started, has a thread; requests are served where they are brought. */
    private void execute(Runnable task) {
        if (server.isStarted()) {
            task.run();
        } else {
            Thread thread = new Thread(task, "acceptor");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The request's bytes in, the answer's out. */
    ByteBuffer exchange(byte[] request) {
        connection.addInputAndExecute(ByteBuffer.wrap(request));
        ByteBuffer answer = connection.takeOutput();
        if (!answer.hasRemaining()) {
            throw new IllegalStateException("not answered on the thread that brought it");
        }
        return answer;
    }

    /** What a GET is answered with, to see that it is what it should be; waits, as the first one, for the acceptor. */
    String get(byte[] request) throws Exception {
        connection.addInputAndExecute(ByteBuffer.wrap(request));
        return connection.getResponse(false, WAIT_SECONDS, TimeUnit.SECONDS);
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
