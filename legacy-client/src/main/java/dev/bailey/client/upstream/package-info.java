/** Services that speak HTTP. */
@NullMarked
package dev.bailey.client.upstream;

import org.jspecify.annotations.NullMarked;
