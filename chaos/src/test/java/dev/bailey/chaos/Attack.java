package dev.bailey.chaos;

import java.util.List;

/** Something that a caller can do to a bridge that has little memory. */
record Attack(String name, Deed deed) {
    private static final int MIB = 1 << 20;

    /** What is done. */
    interface Deed {
        void with(Attacker attacker);
    }

    /** All that are known, for a bridge with the routes of {@link #routes}. */
    static List<Attack> all() {
        return List.of(
                new Attack("bodies that stop before their end", Attack::stoppingBodies),
                new Attack("frames that stop before their end", Attack::stoppingFrames),
                new Attack("frames without an end", Attack::endlessFrames),
                new Attack("batches of nothings", Attack::batchesOfNothings),
                new Attack("batches of calls with large answers, unread", Attack::batchesOfLargeAnswers),
                new Attack("deep and wide JSON", Attack::deepAndWide),
                new Attack("params with a hundred thousand names", Attack::manyNames),
                new Attack("params that do not fit into a target", Attack::largeTargets),
                new Attack("heads without an end", Attack::endlessHeads),
                new Attack("heads that stop before their end", Attack::stoppingHeads),
                new Attack("requests behind calls that take long", Attack::pipelinedBehindSilence),
                new Attack("large calls that take long", Attack::largeSilentCalls),
                new Attack("chunks without an end", Attack::endlessChunks),
                new Attack("pipelined requests with large answers, unread", Attack::pipelinedLargeAnswers),
                new Attack("RPC calls with large answers, unread", Attack::largeAnswers),
                new Attack("answers of text that is all escapes as JSON", Attack::textAnswers),
                new Attack("errors of text that is all escapes as JSON", Attack::textErrors),
                new Attack("more connections than there may be", Attack::connections),
                new Attack("services that stop before the end of large answers", Attack::stuckAnswers));
    }

    /**
     * Of a {@link LargeService}, which has all of them.
     *
     * @param service its name where it speaks JSON-RPC, and with {@code http} behind where it speaks HTTP
     */
    static String routes(String service) {
        return """
                - {rpc: large, http: GET /large, service: SERVICE}
                - {rpc: silent, http: GET /silent, service: SERVICE, timeout: 30s}
                - {rpc: silent.post, http: POST /silent, service: SERVICE, timeout: 30s}
                - {rpc: stuck, http: GET /stuck, service: SERVICE}
                - {rpc: stuckhttp, http: GET /stuckhttp, service: SERVICEhttp}
                - {rpc: largehttp, http: GET /largehttp, service: SERVICEhttp}
                - {rpc: text, http: GET /text, service: SERVICEhttp}
                - {rpc: texterror, http: GET /texterror, service: SERVICEhttp}
                - {rpc: query, http: GET /query, service: SERVICEhttp}
                - {rpc: path, http: 'GET /path/{a}', service: SERVICEhttp}
                - {rpc: whole, http: POST /whole, service: SERVICEhttp}
                """.replace("SERVICE", service);
    }

    private static void stoppingBodies(Attacker attacker) {
        for (int i = 0; i < 300; i++) {
            attacker.post("/legacy", MIB, "{\"nonce\":\"" + "x".repeat(MIB - 100));
        }
    }

    private static void stoppingFrames(Attacker attacker) {
        for (int i = 0; i < 300; i++) {
            attacker.rpc("{\"jsonrpc\":\"2.0\",\"id\":1,\"params\":\"" + "x".repeat(MIB - 100));
        }
    }

    private static void endlessFrames(Attacker attacker) {
        for (int i = 0; i < 20; i++) {
            attacker.rpc("[".repeat(3 * MIB));
        }
    }

    private static void batchesOfNothings(Attacker attacker) {
        for (int i = 0; i < 50; i++) {
            attacker.rpc("[" + "1,".repeat(MIB / 2 - 10) + "1]\n");
            attacker.rpc("[" + "{},".repeat(MIB / 3 - 10) + "{}]\n");
        }
    }

    private static void batchesOfLargeAnswers(Attacker attacker) {
        for (int i = 0; i < 20; i++) {
            attacker.rpc("[" + (call("large", "[]") + ",").repeat(99) + call("large", "[]") + "]\n");
        }
    }

    private static void deepAndWide(Attacker attacker) {
        for (String body : List.of(
                "[".repeat(MIB - 2),
                "{\"a\":".repeat(MIB / 5 - 2),
                "{\"nonce\":" + "9".repeat(MIB - 20) + "}",
                "{\"" + "k".repeat(MIB - 20) + "\":1}",
                "{" + "\"a\":1,".repeat(MIB / 6 - 10) + "\"b\":1}",
                "{\"nonce\":\"" + "\\u0041".repeat(MIB / 6 - 20) + "\"}")) {
            for (int i = 0; i < 8; i++) {
                attacker.post("/legacy", body.length(), body);
                attacker.rpc(body + "\n");
            }
        }
    }

    private static void manyNames(Attacker attacker) {
        StringBuilder names = new StringBuilder("{\"a\":1");
        for (int i = 0; names.length() < MIB - 100; i++) {
            names.append(",\"").append(Integer.toString(i, Character.MAX_RADIX)).append("\":1");
        }
        String params = names.append('}').toString();
        for (int i = 0; i < 20; i++) {
            attacker.post("/legacy", params.length(), params);
            attacker.rpc(call("whole", params) + "\n");
            attacker.rpc(call("query", params) + "\n");
        }
    }

    private static void largeTargets(Attacker attacker) {
        String params = "{\"a\":\"" + "/".repeat(MIB - 200) + "\"}";
        for (int i = 0; i < 20; i++) {
            attacker.rpc(call("query", params) + "\n");
            attacker.rpc(call("path", params) + "\n");
        }
    }

    private static void endlessHeads(Attacker attacker) {
        for (int i = 0; i < 300; i++) {
            attacker.http("GET /legacy/1 HTTP/1.1\r\nHost: a\r\nX: " + "y".repeat(MIB / 16));
            attacker.http("GET /" + "z".repeat(MIB / 16));
            attacker.http("GET /legacy/1 HTTP/1.1\r\n" + "A: b\r\n".repeat(MIB / 64));
        }
    }

    private static void stoppingHeads(Attacker attacker) {
        String fields = ("A: " + "b".repeat(120) + "\r\n").repeat(60);
        for (int i = 0; i < 1000; i++) {
            attacker.http("GET /" + "z".repeat(1900) + " HTTP/1.1\r\nHost: a\r\n" + fields);
        }
    }

    private static void pipelinedBehindSilence(Attacker attacker) {
        for (int i = 0; i < 1000; i++) {
            attacker.http("GET /silent HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
        }
    }

    private static void largeSilentCalls(Attacker attacker) {
        String params = "{\"a\":\"" + "x".repeat(MIB - 200) + "\"}";
        for (int i = 0; i < 40; i++) {
            attacker.post("/silent", params.length(), params);
            attacker.rpc(call("silent.post", params) + "\n");
        }
    }

    private static void endlessChunks(Attacker attacker) {
        for (int i = 0; i < 100; i++) {
            attacker.http("POST /legacy HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(MIB / 12));
        }
    }

    private static void pipelinedLargeAnswers(Attacker attacker) {
        for (int i = 0; i < 100; i++) {
            attacker.http("GET /large HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
            attacker.http("GET /largehttp HTTP/1.1\r\nHost: a\r\n\r\n".repeat(500));
        }
    }

    private static void largeAnswers(Attacker attacker) {
        for (int i = 0; i < 100; i++) {
            attacker.rpc((call("large", "[]") + "\n").repeat(500));
            attacker.rpc((call("largehttp", "[]") + "\n").repeat(500));
        }
    }

    private static void textAnswers(Attacker attacker) {
        for (int i = 0; i < 50; i++) {
            attacker.rpc((call("text", "[]") + "\n").repeat(100));
        }
    }

    private static void textErrors(Attacker attacker) {
        for (int i = 0; i < 50; i++) {
            attacker.rpc((call("texterror", "[]") + "\n").repeat(100));
        }
    }

    private static void connections(Attacker attacker) {
        int refused = 0;
        for (int i = 0; i < 3000 && refused < 20; i++) {
            refused += attacker.connects(i % 2 == 0 ? "http" : "rpc") ? 0 : 1;
        }
    }

    private static void stuckAnswers(Attacker attacker) {
        for (int i = 0; i < 64; i++) {
            attacker.http("GET /stuck HTTP/1.1\r\nHost: a\r\n\r\n");
            attacker.http("GET /stuckhttp HTTP/1.1\r\nHost: a\r\n\r\n");
        }
    }

    private static String call(String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":" + params + "}";
    }
}
