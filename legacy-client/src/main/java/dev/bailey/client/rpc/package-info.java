/**
 * JSON-RPC services on sockets. {@link dev.bailey.client.rpc.RpcService} is the door: a call acquires a place in the pool and
 * becomes an {@link dev.bailey.client.rpc.Exchange} on one {@link dev.bailey.client.rpc.RpcConnection}, of which there are
 * two: {@link dev.bailey.client.rpc.StreamConnection} multiplexes frames on TCP and Unix sockets, and one posts over HTTP.
 */
@NullMarked
package dev.bailey.client.rpc;

import org.jspecify.annotations.NullMarked;
