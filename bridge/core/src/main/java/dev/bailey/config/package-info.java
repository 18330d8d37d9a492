/**
 * The configuration file: what may stand in it, its defaults, its checks, and how it is written back.
 *
 * <p>{@link dev.bailey.config.BridgeConfig} is the door. Everything it holds is immutable and complete: a
 * default that the file leaves out is already filled in. The package uses no other part of Bailey.
 */
@NullMarked
package dev.bailey.config;

import org.jspecify.annotations.NullMarked;
