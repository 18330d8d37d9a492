/** What the configuration file says, as values. */
@NullMarked
package dev.bailey.config;

import org.jspecify.annotations.NullMarked;
