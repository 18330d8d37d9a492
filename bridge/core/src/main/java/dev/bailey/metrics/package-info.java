/** What Bailey measures: names, help and labels in one place ({@link dev.bailey.metrics.BridgeMetrics}). */
@NullMarked
package dev.bailey.metrics;

import org.jspecify.annotations.NullMarked;
