/** The promises, one gate each, and the kit's own tests. */
@NullMarked
package dev.bailey.chaos;

import org.jspecify.annotations.NullMarked;
