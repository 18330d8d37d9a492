package dev.bailey.rpc;

import dev.bailey.call.Call;
import dev.bailey.call.Request;
import dev.bailey.json.Json;

/**
 * One JSON-RPC call or notification, apart from any wire shape: it has no id, for ids belong to connections.
 *
 * @param params an object, an array or {@link Json#ABSENT}; untouched bytes of the caller
 * @param notification nobody waits for an answer (JSON-RPC 2.0, section 4.1)
 */
public record RpcRequest(RpcMethod method, Json params, boolean notification, Call call) implements Request {}
