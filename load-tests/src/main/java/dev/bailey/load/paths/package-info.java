/** What is compared: the ways to a service, what is sent down them, and what they may add. */
@NullMarked
package dev.bailey.load.paths;

import org.jspecify.annotations.NullMarked;
