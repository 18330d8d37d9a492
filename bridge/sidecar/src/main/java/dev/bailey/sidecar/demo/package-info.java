/** The embedded default that {@code bailey demo} shows: a legacy service, a few callers, and what goes over the wires. */
@NullMarked
package dev.bailey.sidecar.demo;

import org.jspecify.annotations.NullMarked;
