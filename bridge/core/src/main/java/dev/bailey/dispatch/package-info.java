/**
 * Serves plain Java objects as JSON-RPC services: {@link dev.bailey.dispatch.Dispatcher}. The only user of Jackson's databind,
 * which is optional: whoever serves objects brings it.
 */
@NullMarked
package dev.bailey.dispatch;

import org.jspecify.annotations.NullMarked;
