package dev.bailey.rpc;

import dev.bailey.call.Failure;
import java.util.List;

/** What one frame of a caller holds. */
public sealed interface CallerFrame {

    /** One message. */
    record Single(CallerMessage message) implements CallerFrame {}

    /** A batch (JSON-RPC 2.0, section 6): one message or more. */
    record Batch(List<CallerMessage> messages) implements CallerFrame {}

    /** Nothing that could be answered call by call: not JSON, an empty batch, a batch over the limit. */
    record Refused(Failure failure) implements CallerFrame {}
}
