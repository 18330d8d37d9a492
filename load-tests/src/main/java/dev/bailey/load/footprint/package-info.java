/**
 * What the sidecar needs to live: {@link dev.bailey.load.footprint.Footprint} starts the image's runtime directory in real cgroups
 * and prints each figure beside its bar.
 */
@NullMarked
package dev.bailey.load.footprint;

import org.jspecify.annotations.NullMarked;
