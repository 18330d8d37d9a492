package dev.bailey.vertx;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The {@code Date} line (RFC 9110, section 5.6.7), made once a second. Belongs to one loop. */
final class HttpDate {
    private static final DateTimeFormatter IMF_FIXDATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final LongSupplier epochMillis;
    private long second = Long.MIN_VALUE;
    private byte[] line = new byte[0];

    HttpDate(LongSupplier epochMillis) {
        this.epochMillis = epochMillis;
    }

    byte[] line() {
        long now = Math.floorDiv(epochMillis.getAsLong(), 1000L);
        if (now != second) {
            second = now;
            line = ("Date: " + IMF_FIXDATE.format(Instant.ofEpochSecond(now)) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        return line;
    }
}
