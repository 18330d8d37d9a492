/** The command line: {@link dev.bailey.sidecar.Main} picks one of {@link dev.bailey.sidecar.Commands}, one class a command. */
@NullMarked
package dev.bailey.sidecar;

import org.jspecify.annotations.NullMarked;
