/**
 * Makes the runtime directory in the build's profile {@code image}, and tests it. Here and not among the sidecar's own classes
 * because it is of no use in what it makes. {@link dev.bailey.sidecar.image.ImageBuild} is the door.
 */
@NullMarked
package dev.bailey.sidecar.image;

import org.jspecify.annotations.NullMarked;
