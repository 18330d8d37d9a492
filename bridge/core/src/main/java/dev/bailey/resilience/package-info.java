/**
 * What protects a call on its way: one small class a behaviour, each a wrapper around the next, absent when it is off. The
 * assemble methods of Bridge put them together.
 */
@NullMarked
package dev.bailey.resilience;

import org.jspecify.annotations.NullMarked;
