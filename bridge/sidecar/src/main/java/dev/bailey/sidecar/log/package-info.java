/** Log lines on stderr: one JSON object each, or text for people. Everything logs through java.util.logging. */
@NullMarked
package dev.bailey.sidecar.log;

import org.jspecify.annotations.NullMarked;
