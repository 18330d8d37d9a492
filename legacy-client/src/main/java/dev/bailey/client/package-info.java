/**
 * Every way out: services on sockets, opened by {@link dev.bailey.client.VertxTransport}. Framings, the connection pool and
 * JSON-RPC each have a room of their own.
 */
@NullMarked
package dev.bailey.client;

import org.jspecify.annotations.NullMarked;
