package dev.bailey.client;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;

/** Vert.x for a client that is given none: event loops and sockets, and threads that keep no process alive. */
final class OwnVertx {
    private static final int DNS_TTL_SECONDS = 30;
    private static final int DNS_NEGATIVE_TTL_SECONDS = 1;

    private OwnVertx() {}

    static Vertx start(int eventLoops) {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setDisableTCCL(true)
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setCacheMaxTimeToLive(DNS_TTL_SECONDS)
                        .setCacheNegativeTimeToLive(DNS_NEGATIVE_TTL_SECONDS))
                // no files are served; a cache folder would be left behind
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }
}
