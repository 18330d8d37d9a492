/**
 * JSON-RPC 1.0 and 2.0: messages, their wire shape and the seam {@link dev.bailey.rpc.RpcHandler}. Messages and meaning are
 * apart from bytes: {@link dev.bailey.rpc.RpcCodec} turns one into the other.
 */
@NullMarked
package dev.bailey.rpc;

import org.jspecify.annotations.NullMarked;
