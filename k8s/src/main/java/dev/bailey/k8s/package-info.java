/** What sidecars cost; and in the tests, whether a cluster would take what {@code k8s/} has and what would run there. */
@NullMarked
package dev.bailey.k8s;

import org.jspecify.annotations.NullMarked;
