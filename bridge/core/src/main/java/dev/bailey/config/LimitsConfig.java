package dev.bailey.config;

import java.time.Duration;

/**
 * What callers and services may ask of the process.
 *
 * @param requestBody and largest frame of an RPC caller
 * @param responseBody and largest frame of a service
 * @param bytesInFlight bytes received and not yet passed on
 * @param batch calls in one batch
 * @param headers bytes of all headers
 * @param inFlight calls in the whole process
 * @param callsPerConnection of one RPC caller; over it reading stops
 * @param connections callers', over all edges
 * @param writeTimeout after which a caller that does not read is closed
 * @param idleTimeout of kept-alive HTTP connections
 * @param rpcIdleTimeout of RPC callers' connections
 * @param stallTimeout of streams, on either side
 */
public record LimitsConfig(
        ByteSize requestBody,
        ByteSize responseBody,
        ByteBudget bytesInFlight,
        int jsonDepth,
        int batch,
        ByteSize headers,
        ByteSize uri,
        int inFlight,
        int callsPerConnection,
        int connections,
        Duration headerTimeout,
        Duration bodyTimeout,
        Duration writeTimeout,
        Duration idleTimeout,
        Duration rpcIdleTimeout,
        Duration stallTimeout) {

    public static final LimitsConfig DEFAULT = new LimitsConfig(
            /* requestBody= */ ByteSize.ofMiB(1),
            /* responseBody= */ ByteSize.ofMiB(4),
            /* bytesInFlight= */ new ByteBudget.OfHeap(25),
            /* jsonDepth= */ 64,
            /* batch= */ 100,
            /* headers= */ ByteSize.ofKiB(8),
            /* uri= */ ByteSize.ofKiB(2),
            /* inFlight= */ 1024,
            /* callsPerConnection= */ 128,
            /* connections= */ 1024,
            /* headerTimeout= */ Duration.ofSeconds(5),
            /* bodyTimeout= */ Duration.ofSeconds(10),
            /* writeTimeout= */ Duration.ofSeconds(10),
            /* idleTimeout= */ Duration.ofSeconds(60),
            /* rpcIdleTimeout= */ Duration.ofMinutes(5),
            /* stallTimeout= */ Duration.ofSeconds(10));
}
