package dev.bailey;

import dev.bailey.http.HttpHandler;
import dev.bailey.rpc.RpcHandler;
import java.util.concurrent.CompletionStage;

/** A service that calls can go to. */
public sealed interface OpenService {

    /** Whether the service can be reached, as far as is known now. Any thread. */
    boolean up();

    /** Closes every connection; open calls fail at once as {@code unavailable}. May be called twice. */
    CompletionStage<Void> close();

    /** A service that speaks JSON-RPC. */
    non-sealed interface Rpc extends OpenService, RpcHandler {}

    /** A service that speaks HTTP. */
    non-sealed interface Http extends OpenService, HttpHandler {}
}
