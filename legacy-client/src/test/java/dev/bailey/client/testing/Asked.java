package dev.bailey.client.testing;

/**
 * A request as the service saw it.
 *
 * @param id as it came; empty for notifications
 * @param params their JSON text; {@code null} in JSON if there were none
 * @param frame the whole message
 */
public record Asked(String id, String method, String params, String frame) {
    public boolean isNotification() {
        return id.isEmpty();
    }
}
