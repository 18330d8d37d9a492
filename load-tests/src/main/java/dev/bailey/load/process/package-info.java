/** The processes of a run: started, measured and ended here. */
@NullMarked
package dev.bailey.load.process;

import org.jspecify.annotations.NullMarked;
