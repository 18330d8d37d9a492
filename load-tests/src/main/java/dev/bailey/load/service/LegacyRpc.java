package dev.bailey.load.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;

/** The service as it was: JSON-RPC 2.0 over TCP, a message a line. */
final class LegacyRpc implements Handler<NetSocket> {
    private final RpcMethods methods;

    LegacyRpc(RpcMethods methods) {
        this.methods = methods;
    }

    @Override
    public void handle(NetSocket caller) {
        RecordParser lines = RecordParser.newDelimited("\n", line -> serve(caller, line.getBytes()));
        caller.handler(lines);
        caller.exceptionHandler(gone -> caller.close());
    }

    private void serve(NetSocket caller, byte[] line) {
        try {
            Json request = Json.parse(line, JsonLimits.DEFAULT);
            byte[] id = request.member("id").toByteArray();
            methods.call(request.member("method").text(), request.member("params"), result -> {
                Buffer reply = Buffer.buffer(result.length + id.length + 48);
                reply.appendString("{\"jsonrpc\":\"2.0\",\"id\":").appendBytes(id);
                reply.appendString(",\"result\":").appendBytes(result).appendString("}\n");
                caller.write(reply);
            });
        } catch (JsonException | IllegalArgumentException e) {
            caller.write(Buffer.buffer(
                    "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"no call\"}}\n"
                            .getBytes(UTF_8)));
        }
    }
}
