/** {@code bailey loadtest}: may the sidecar go? {@link dev.bailey.load.LoadTest} runs it from top to bottom. */
@NullMarked
package dev.bailey.load;

import org.jspecify.annotations.NullMarked;
