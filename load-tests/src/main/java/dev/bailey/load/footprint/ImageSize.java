package dev.bailey.load.footprint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** What a folder's files have after {@code gzip}, as layers of an image have. */
final class ImageSize {
    private ImageSize() {}

    static long compressed(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        Counting counting = new Counting();
        try (GZIPOutputStream zip = new GZIPOutputStream(counting, 1 << 16)) {
            for (Path file : files) {
                Files.copy(file, zip);
            }
        }
        return counting.bytes;
    }

    private static final class Counting extends OutputStream {
        long bytes;

        @Override
        public void write(int b) {
            bytes++;
        }

        @Override
        public void write(byte[] some, int from, int length) {
            bytes += length;
        }
    }
}
