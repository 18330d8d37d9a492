package dev.bailey.load.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

/**
 * What the built-in service does, the same code for every way in. A usual call costs some 0.15 ms of CPU, as a small
 * real one does, so that the service is what gives in first and not whoever calls it. On an event loop; answers there, too.
 */
final class Ads {
    /** What a call reads and signs: 160 KiB of text, which SHA-256 takes some 0.1 ms for. */
    private static final int TEXT_BYTES = 160 * 1024;

    private static final Duration SPAM_TAKES = Duration.ofMillis(20);
    private static final String WORDS = "Vélo de ville, cadre acier, huit vitesses, très bon état. ";

    private final Vertx vertx;
    private final byte[] text = filled(TEXT_BYTES);
    private final byte[] description = Arrays.copyOf(filled(512), 512);
    private volatile long slowMillis;

    Ads(Vertx vertx) {
        this.vertx = vertx;
    }

    private static byte[] filled(int bytes) {
        // ASCII, so that a cut never splits a character
        return WORDS.replace('é', 'e')
                .replace('è', 'e')
                .repeat(bytes / 32)
                .substring(0, bytes)
                .getBytes(UTF_8);
    }

    /** From now on every usual call waits so long before it is answered: a database under strain. */
    void slowDown(long millis) {
        slowMillis = millis;
    }

    /** One ad. */
    void get(String id, String lang, Consumer<byte[]> answer) {
        byte[] ad = ad(id, lang);
        long wait = slowMillis;
        if (wait > 0) {
            vertx.setTimer(wait, timer -> answer.accept(ad));
        } else {
            answer.accept(ad);
        }
    }

    /** What a spammer calls: no CPU to speak of, but it takes its time. */
    void spam(String id, Consumer<byte[]> answer) {
        byte[] verdict = ("{\"id\":" + id + ",\"spam\":true}").getBytes(UTF_8);
        vertx.setTimer(SPAM_TAKES.toMillis(), timer -> answer.accept(verdict));
    }

    /** A large answer. */
    void export(int kib, Consumer<byte[]> answer) {
        byte[] export = new byte[kib * 1024];
        Arrays.fill(export, (byte) 'x');
        export[0] = '"';
        export[export.length - 1] = '"';
        answer.accept(export);
    }

    private byte[] ad(String id, String lang) {
        byte[] head = ("{\"id\":" + id + ",\"lang\":\"" + lang + "\",\"price\":120.50,\"signature\":\"" + signature()
                        + "\",\"text\":\"")
                .getBytes(UTF_8);
        byte[] ad = Arrays.copyOf(head, head.length + description.length + 2);
        System.arraycopy(description, 0, ad, head.length, description.length);
        ad[ad.length - 2] = '"';
        ad[ad.length - 1] = '}';
        return ad;
    }

    private String signature() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
