package dev.bailey.spring;

import org.apache.catalina.connector.Connector;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;

/** Tomcat's checks of targets, as far as they can be left to Bailey, which reads raw targets and has rules of its own. */
final class TomcatTargets {
    /** Of no URI (RFC 3986, section 2), yet sent by callers, and taken by the sidecar. */
    private static final String RELAXED = "\"<>[\\]^`{|}";

    private TomcatTargets() {}

    static void handOver(Connector connector) {
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("relaxedPathChars", RELAXED);
        connector.setProperty("relaxedQueryChars", RELAXED);
    }
}
