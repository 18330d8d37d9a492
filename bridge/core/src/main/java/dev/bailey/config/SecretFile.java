package dev.bailey.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A small file that holds one value, as Kubernetes mounts secrets. */
final class SecretFile {
    private static final int MAX_BYTES = 64 << 10;

    private SecretFile() {}

    /**
     * The text of the file without its last line end.
     *
     * @throws IllegalArgumentException saying why it cannot be read
     */
    static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IllegalArgumentException("the file " + file + " has more than 64KiB");
            }
            return withoutLineEnd(Utf8.decode(bytes));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file " + file + " is not UTF-8", e);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException("the file " + file + " cannot be read", e);
        }
    }

    private static String withoutLineEnd(String text) {
        int end = text.endsWith("\n") ? text.length() - 1 : text.length();
        return text.substring(0, end > 0 && text.charAt(end - 1) == '\r' ? end - 1 : end);
    }
}
