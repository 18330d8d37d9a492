package dev.bailey.metrics;

import dev.bailey.call.Delivery;

/** Measurements of one service: its pool, its attempts, its health. Thread-safe. */
public interface ServiceMetrics {

    /** Why a reply was dropped: the {@code reason} label. */
    enum DroppedReply {
        /** The id is none of ours, or was answered before. */
        UNKNOWN_ID("unknown_id"),
        /** The call's time was over when it came. */
        LATE("late"),
        /** Nobody asked for it. */
        NOTIFICATION("notification");

        private final String label;

        DroppedReply(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /** Watches the service's gauges for as long as the bridge lives. */
    void watch(ServiceGauges gauges);

    /** Time from asking for a connection to having one, or to giving up. */
    void acquired(long nanos);

    /** An attempt has ended. */
    void attempted(Delivery delivery);

    void retried();

    void replyDropped(DroppedReply reason);
}
