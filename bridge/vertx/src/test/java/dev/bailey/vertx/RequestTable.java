package dev.bailey.vertx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads {@code http-requests.txt}; the file says what its lines mean. */
final class RequestTable {
    private RequestTable() {}

    enum After {
        KEEP,
        CLOSE,
        WAIT
    }

    record Row(int line, List<Integer> statuses, After after, String text) {
        byte[] bytes() {
            return RequestTable.bytes(text);
        }

        @Override
        public String toString() {
            return "line " + line + ": " + text;
        }
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : read().split("\n", -1)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                rows.add(row(number, line));
            }
        }
        return rows;
    }

    private static Row row(int number, String line) {
        String[] columns = line.split(" ", 3);
        List<Integer> statuses = new ArrayList<>();
        for (String status : columns[0].split(",", -1)) {
            if (!status.equals("-")) {
                statuses.add(Integer.parseInt(status));
            }
        }
        After after =
                switch (columns[1]) {
                    case "keep" -> After.KEEP;
                    case "close" -> After.CLOSE;
                    case "wait" -> After.WAIT;
                    default -> throw new IllegalArgumentException("line " + number);
                };
        return new Row(number, statuses, after, columns[2]);
    }

    private static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            int star = c == '{' ? text.indexOf('*', i) : -1;
            if (star >= 0) {
                int end = text.indexOf('}', star);
                byte[] repeated = bytes(text.substring(i + 1, star));
                for (int n = Integer.parseInt(text.substring(star + 1, end)); n > 0; n--) {
                    out.writeBytes(repeated);
                }
                i = end + 1;
            } else if (c == '\\') {
                i = escape(text, i + 1, out);
            } else {
                out.write(c);
                i++;
            }
        }
        return out.toByteArray();
    }

    private static int escape(String text, int i, ByteArrayOutputStream out) {
        switch (text.charAt(i)) {
            case 'r' -> out.write('\r');
            case 'n' -> out.write('\n');
            case 't' -> out.write('\t');
            case '\\' -> out.write('\\');
            case 'x' -> {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                return i + 3;
            }
            default -> throw new IllegalArgumentException("an escape in " + text);
        }
        return i + 1;
    }

    private static String read() {
        try (InputStream in = RequestTable.class.getResourceAsStream("/http-requests.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
