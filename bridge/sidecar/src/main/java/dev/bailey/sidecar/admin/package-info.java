/** Health, metrics and what the bridge is configured to do, for probes and people; never reachable on the HTTP edge. */
@NullMarked
package dev.bailey.sidecar.admin;

import org.jspecify.annotations.NullMarked;
