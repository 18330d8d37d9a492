package dev.bailey.spring;

import dev.bailey.Bridge;
import java.util.Map;
import java.util.TreeMap;

/** What both generations of health indicators tell: the same as the sidecar's {@code /readyz}. */
final class BridgeHealth {
    private BridgeHealth() {}

    /** Up as long as any service can be reached. */
    static boolean isUp(Bridge bridge) {
        return bridge.services().isEmpty() || bridge.services().containsValue(true);
    }

    static Map<String, Object> details(Bridge bridge) {
        Map<String, Object> details = new TreeMap<>();
        bridge.services().forEach((name, up) -> details.put(name, up ? "up" : "cannot be reached"));
        return details;
    }
}
