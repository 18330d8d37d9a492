/**
 * What users rely on, as tables that every host and transport is held to. {@link dev.bailey.conformance.FacadeCases} reads
 * them; how a case is run is for each module to say.
 */
@NullMarked
package dev.bailey.conformance;

import org.jspecify.annotations.NullMarked;
