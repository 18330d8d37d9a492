package dev.bailey.resilience;

import dev.bailey.call.Call;
import dev.bailey.call.Request;

/** A request of no protocol. */
record Ask(Call call) implements Request {}
