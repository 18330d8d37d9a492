package dev.bailey.servlet;

import dev.bailey.Bridge;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A plain Jetty on an ephemeral port, that serves one bridge at a time. */
final class JettyHost extends HttpServlet implements AutoCloseable {
    private final transient Server server = new Server();
    private final transient ServerConnector connector;
    private transient volatile @Nullable BaileyServlet serving;

    JettyHost() throws Exception {
        ServletContextHandler context = new ServletContextHandler();
        HttpConfiguration http = new HttpConfiguration();
        http.setUriCompliance(UriCompliance.UNSAFE); // Bailey checks every target itself
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        context.addServlet(new ServletHolder(this), "/*");
        server.setHandler(context);
        server.start();
    }

    static JettyHost serving(Bridge bridge) throws Exception {
        JettyHost host = new JettyHost();
        host.serve(bridge);
        return host;
    }

    void serve(Bridge bridge) {
        serving = new BaileyServlet(bridge);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        BaileyServlet servlet = serving;
        if (servlet == null) {
            response.sendError(500, "nothing is served");
        } else {
            servlet.service(request, response);
        }
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
