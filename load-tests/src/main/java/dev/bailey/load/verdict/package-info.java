/** From measured blocks to a verdict that an engineer would sign, and how it is shown. */
@NullMarked
package dev.bailey.load.verdict;

import org.jspecify.annotations.NullMarked;
