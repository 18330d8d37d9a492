/** Shows what a request would become: the bridge's own pipeline with a last stage that captures instead of sending. */
@NullMarked
package dev.bailey.sidecar.explain;

import org.jspecify.annotations.NullMarked;
