/** What a run does: stages of blocks, each played by Gatling and the probe side by side. */
@NullMarked
package dev.bailey.load.stage;

import org.jspecify.annotations.NullMarked;
