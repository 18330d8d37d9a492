/**
 * Every way out: services on sockets, opened by {@link dev.bailey.client.VertxTransport}; framings, the connection pool and
 * JSON-RPC each have a room of their own. {@link dev.bailey.client.LegacyClient} is the door for Java callers: values become
 * params ({@link dev.bailey.client.JsonBinding}), the bridge's own pipeline takes the call, its reply becomes a value or a {@link
 * dev.bailey.client.LegacyCallException}.
 */
@NullMarked
package dev.bailey.client;

import org.jspecify.annotations.NullMarked;
