package dev.bailey.vertx;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The file of a Unix socket: it outlives the process that made it, and nobody can listen there until it is removed. */
final class SocketFile {
    private SocketFile() {}

    /** Removes the file if it is a socket on which nobody listens; leaves everything else alone. */
    static void removeStale(Path path) {
        if (isSocket(path) && !isAnswered(path)) {
            remove(path);
        }
    }

    /** Removes the file, if it can: otherwise the next one to bind is told what is wrong. */
    static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // see above
            return;
        }
    }

    private static boolean isSocket(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isAnswered(Path path) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            return false;
        }
    }
}
