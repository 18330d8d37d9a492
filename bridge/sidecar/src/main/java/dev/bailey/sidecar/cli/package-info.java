/**
 * Reading a command line: {@link dev.bailey.sidecar.cli.Syntax} says what a command takes, {@link
 * dev.bailey.sidecar.cli.Arguments} what was given. Written here because the usual libraries cost a third of the sidecar's
 * whole start at a tenth of a CPU.
 */
@NullMarked
package dev.bailey.sidecar.cli;

import org.jspecify.annotations.NullMarked;
