/**
 * Routes: one JSON-RPC method bound to one HTTP endpoint, read both ways. {@link dev.bailey.route.EndpointTable} finds the
 * route of a request, {@link dev.bailey.route.Facade} turns HTTP calls into JSON-RPC and replies back into answers.
 */
@NullMarked
package dev.bailey.route;

import org.jspecify.annotations.NullMarked;
