/**
 * JSON as bytes (RFC 8259, strict UTF-8), never as trees.
 *
 * <p>{@link dev.bailey.json.JsonScanner} finds where a value ends and checks it, {@link dev.bailey.json.JsonMembers}
 * and {@link dev.bailey.json.JsonElements} check and slice in one pass, {@link dev.bailey.json.Json} is such a slice,
 * {@link dev.bailey.json.JsonWriter} puts slices together. Numbers, escapes, key order and duplicate keys inside a
 * slice stay as they came. The package depends on nothing.
 */
@NullMarked
package dev.bailey.json;

import org.jspecify.annotations.NullMarked;
