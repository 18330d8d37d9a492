package dev.bailey.rpc;

import dev.bailey.json.Json;

/**
 * A method's name with its JSON text made ready, so that requests on a route encode nothing.
 *
 * @param name as the service knows it
 * @param json the same as a JSON string
 */
public record RpcMethod(String name, Json json) {

    public static RpcMethod of(String name) {
        return new RpcMethod(name, Json.string(name));
    }

    @Override
    public String toString() {
        return name;
    }
}
