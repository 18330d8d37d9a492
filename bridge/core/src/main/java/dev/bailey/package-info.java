/** Bailey: a JSON-RPC to HTTP bridge. Bridge assembles everything. */
@NullMarked
package dev.bailey;

import org.jspecify.annotations.NullMarked;
