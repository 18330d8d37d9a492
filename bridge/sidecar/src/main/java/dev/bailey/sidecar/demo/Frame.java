package dev.bailey.sidecar.demo;

/** One JSON-RPC message on the legacy service's wire. */
public sealed interface Frame {
    /** Its text, without the line feed. */
    String text();

    /** What came to the service. */
    record Received(String text) implements Frame {}

    /** What the service sent. */
    record Sent(String text) implements Frame {}
}
