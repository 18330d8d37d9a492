package dev.bailey.sidecar;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.concurrent.TimeUnit;

/** Vert.x as small as it gets: the bridge needs its event loops and sockets, nothing else. */
final class VertxRuntime {
    /** More loops than this share too few connections to services to be of use. */
    private static final int MAX_LOOPS = 16;

    private static final int DNS_TTL_SECONDS = 30;
    private static final int DNS_NEGATIVE_TTL_SECONDS = 1;

    private VertxRuntime() {}

    /** One event loop for each CPU that the container's limit leaves us. */
    static Vertx start() {
        return Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(eventLoops(Runtime.getRuntime().availableProcessors()))
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setDisableTCCL(true)
                // a throttled process blocks without a fault of its own: look seldom, and for long blocks only
                .setBlockedThreadCheckInterval(TimeUnit.SECONDS.toMillis(30))
                .setMaxEventLoopExecuteTime(TimeUnit.SECONDS.toNanos(10))
                .setWarningExceptionTime(TimeUnit.SECONDS.toNanos(30))
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setCacheMaxTimeToLive(DNS_TTL_SECONDS)
                        .setCacheNegativeTimeToLive(DNS_NEGATIVE_TTL_SECONDS))
                // no files are served; a cache folder would be left behind
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    static int eventLoops(int processors) {
        return Math.max(1, Math.min(processors, MAX_LOOPS));
    }
}
