package dev.bailey.spring;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;

/** Jetty's checks of targets, left to Bailey, which reads raw targets and refuses what is ambiguous by rules of its own. */
final class JettyTargets {
    private JettyTargets() {}

    static void handOver(Server server) {
        for (Connector connector : server.getConnectors()) {
            for (ConnectionFactory factory : connector.getConnectionFactories()) {
                if (factory instanceof HttpConfiguration.ConnectionFactory http) {
                    http.getHttpConfiguration().setUriCompliance(UriCompliance.UNSAFE);
                }
            }
        }
    }
}
