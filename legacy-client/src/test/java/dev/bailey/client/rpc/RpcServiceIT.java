package dev.bailey.client.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bailey.client.testing.RpcCaller;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.client.testing.ServiceSettings;
import dev.bailey.rpc.RpcReply;
import org.junit.jupiter.api.Test;

class RpcServiceIT {

    @Test
    void aCallGetsItsResultByteForByte() throws Exception {
        try (ScriptedService service = ScriptedService.tcp(Script.echoing());
                RpcCaller caller = RpcCaller.of(ServiceSettings.jsonrpc(service.url()))) {
            RpcReply reply = caller.call("ads.get", "{\"id\": 1.50e0, \"q\":\"\\u00e9\"}")
                    .end();
            assertEquals(
                    "{\"id\": 1.50e0, \"q\":\"\\u00e9\"}",
                    ((RpcReply.Result) reply).value().toString());
        }
    }
}
