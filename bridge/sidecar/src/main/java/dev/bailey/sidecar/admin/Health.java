package dev.bailey.sidecar.admin;

import java.util.Map;
import java.util.function.Supplier;

/** What probes want to know of the process. Thread-safe. */
public final class Health {
    /** How far the process has come. */
    public enum Phase {
        /** Not every listener is open yet. */
        STARTING,
        SERVING,
        /** The process was asked to end and still serves what comes in. */
        DRAINING
    }

    private final Supplier<Map<String, Boolean>> services;
    private volatile Phase phase = Phase.STARTING;

    /** @param services every service, and whether it can be reached now */
    public Health(Supplier<Map<String, Boolean>> services) {
        this.services = services;
    }

    public Phase phase() {
        return phase;
    }

    /** Every listener is open. */
    public void started() {
        phase = Phase.SERVING;
    }

    /** Nobody should send new calls here any more. */
    public void draining() {
        phase = Phase.DRAINING;
    }

    Map<String, Boolean> services() {
        return services.get();
    }

    /** Whether the start is over, whatever came after. */
    boolean isStarted() {
        return phase != Phase.STARTING;
    }

    /** Whether calls should be sent here: one service within reach is enough. */
    boolean isReady() {
        return phase == Phase.SERVING && isAnyServiceUp(services());
    }

    private static boolean isAnyServiceUp(Map<String, Boolean> services) {
        return services.isEmpty() || services.containsValue(true);
    }
}
