package dev.bailey.client.rpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.bailey.call.Delivery;
import dev.bailey.call.Failure;
import dev.bailey.call.FailureKind;
import dev.bailey.client.testing.RpcCaller;
import dev.bailey.rpc.RpcReply;

/** How calls are expected to end. */
final class Ends {
    private Ends() {}

    static void assertResult(String json, RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        assertEquals(
                json,
                assertInstanceOf(RpcReply.Result.class, end, end::toString)
                        .value()
                        .toString());
        assertEquals(Delivery.ANSWERED, call.call().delivery());
    }

    static void assertError(String json, RpcCaller.Open call) throws Exception {
        RpcReply end = call.end();
        assertEquals(
                json,
                assertInstanceOf(RpcReply.ServiceError.class, end, end::toString)
                        .error()
                        .value()
                        .toString());
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
