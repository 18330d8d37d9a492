package dev.bailey.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The table {@code json/cases.tsv}; what its lines mean is told at its top. */
public final class JsonCases {

    /** One text and whether it is to be accepted. */
    public static final class Case {
        private final String name;
        private final boolean accepted;
        private final byte[] bytes;

        private Case(String name, boolean accepted, byte[] bytes) {
            this.name = name;
            this.accepted = accepted;
            this.bytes = bytes;
        }

        public String name() {
            return name;
        }

        public boolean accepted() {
            return accepted;
        }

        /** A copy. */
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String TABLE = "/json/cases.tsv";

    private JsonCases() {}

    public static List<Case> all() {
        try (InputStream table = Objects.requireNonNull(JsonCases.class.getResourceAsStream(TABLE), TABLE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(JsonCases::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Stream<Case> accepted() {
        return all().stream().filter(Case::accepted);
    }

    public static Stream<Case> refused() {
        return all().stream().filter(c -> !c.accepted());
    }

    /** The bytes column back to bytes; tests write their own input in it too. */
    static byte[] unescape(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static Case read(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != 3 || !(columns[1].equals("accept") || columns[1].equals("refuse"))) {
            throw new IllegalStateException("not a case: " + line);
        }
        return new Case(columns[0], columns[1].equals("accept"), unescape(columns[2]));
    }
}
