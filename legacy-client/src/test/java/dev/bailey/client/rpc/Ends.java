package dev.bailey.client.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.rpc.RpcReply;

/** How calls are expected to end. */
final class Ends {
    private Ends() {}

    static void assertResult(String json, RpcCaller.Open call) throws Exception {
        assertEquals(json, result(call));
        assertEquals(Delivery.ANSWERED, call.call().delivery());
    }

    static void assertResultStarts(String text, RpcCaller.Open call) throws Exception {
        String result = result(call);
        assertTrue(result.startsWith(text), result);
    }

    static void assertResultEnds(String text, RpcCaller.Open call) throws Exception {
        String result = result(call);
        assertTrue(result.endsWith(text), result);
    }

    private static String result(RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        RpcReply.Result result = assertInstanceOf(RpcReply.Result.class, end, end::toString);
        return result.value().toString();
    }

    static void assertError(String json, RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        RpcReply.ServiceError error = assertInstanceOf(RpcReply.ServiceError.class, end, end::toString);
        assertEquals(json, error.error().value().toString());
    }

    static void assertAccepted(RpcCaller.Open call) throws Exception {
        assertInstanceOf(RpcReply.Accepted.class, call.end());
    }

    /** The detail, to look at. */
    static String assertFailed(FailureKind kind, Delivery delivery, RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        Failure failure =
                assertInstanceOf(RpcReply.Failed.class, end, end::toString).failure();
        assertEquals(new Failure(kind, failure.detail(), delivery), failure);
        assertEquals(delivery, call.call().delivery());
        return failure.detail();
    }
}
