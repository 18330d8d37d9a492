package dev.bailey.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.client.testing.Asked;
import dev.bailey.client.testing.HttpAsked;
import dev.bailey.client.testing.HttpPeer;
import dev.bailey.client.testing.Script;
import dev.bailey.client.testing.ScriptedService;
import dev.bailey.config.BridgeConfig;
import dev.bailey.config.ConfigLoader;
import dev.bailey.config.Framing;
import dev.bailey.config.ProtocolVersion;
import dev.bailey.json.Json;
import dev.bailey.rpc.RpcName;
import dev.bailey.rpc.RpcParam;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** docs/client.md: its Java is in here, word for word, and runs; its output is what is printed. */
class ClientDocIT {
    private static final Path DOC = Path.of("../docs/client.md");
    private static final Path THIS = Path.of("src/test/java/dev/bailey/client/ClientDocIT.java");

    private final BlockingQueue<String> seen = new ArrayBlockingQueue<>(100);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    record Ad(long id, String title) {}

    @RpcName("ads.") // before the names of its methods
    interface AdsApi {
        Ad get(long id); // waits

        CompletionStage<List<Ad>> list(String text); // does not

        @RpcName("ads.viewed")
        @Notification
        void sawIt(@RpcParam("id") long ad);

        @Positional
        Json transact(String database, Object... operations);
    }

    private ScriptedService ads() {
        return ScriptedService.tcp(peer -> {
            while (true) {
                Asked asked = peer.asked();
                seen.add(asked.method() + " " + asked.params());
                if (asked.params().contains("404")) {
                    peer.say("{\"jsonrpc\":\"2.0\",\"id\":" + asked.id()
                            + ",\"error\":{\"code\":-32004,\"message\":\"no such ad\",\"data\":{\"id\":404}}}");
                } else if (!asked.isNotification()) {
                    peer.answer(asked, asked.method().equals("ads.get") ? AD : "[" + AD + "]");
                }
            }
        });
    }

    private static final String AD = "{\"id\":7,\"title\":\"Vélo\"}";
    private static final Ad SEVEN = new Ad(7, "Vélo");

    @Test
    void calls() throws Exception {
        try (ScriptedService service = ads()) {
            String url = service.url().toString();
            LegacyClient client =
                    LegacyClient.to(url).build(); // tcp://127.0.0.1:4000, unix:/run/ads.sock, http://ads/rpc
            Ad ad = client.call("ads.get", Map.of("id", 7), Ad.class);
            List<Ad> ads = client.call("ads.list", null, new TypeRef<List<Ad>>() {});
            CompletableFuture<Ad> later = client.callAsync("ads.get", Map.of("id", 8), Ad.class);
            client.notify("ads.viewed", Map.of("id", 7));
            assertEquals(SEVEN, ad);
            assertEquals(List.of(SEVEN), ads);
            assertEquals(SEVEN, later.get(20, TimeUnit.SECONDS));
            client.close();
        }
    }

    private String print(LegacyClient client) {
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            printError(client);
            return printed.toString(UTF_8);
        } finally {
            System.setOut(before);
            printed.reset();
        }
    }

    private static void printError(LegacyClient client) {
        try {
            client.call("ads.get", Map.of("id", 404), Ad.class);
        } catch (ServiceErrorException e) { // the service said no
            System.out.println(e.getMessage());
            System.out.println(e.code() + " " + e.serviceMessage() + " " + e.data());
        } catch (CallFailedException e) { // there is no answer that counts
            System.out.println(e.getMessage());
            System.out.println(e.outcome() + " " + e.delivery());
        }
    }

    @Test
    void whyACallHasNoResult() throws Exception {
        List<String> outputs = blocks("text");
        try (ScriptedService service = ads();
                LegacyClient client = LegacyClient.to(service.url().toString()).build()) {
            assertEquals(outputs.get(0), print(client));
        }
        ScriptedService away = ads();
        away.stop();
        try (LegacyClient client = LegacyClient.to(away.url().toString()).build()) {
            assertEquals(outputs.get(1), print(client));
        }
    }

    @Test
    void anInterface() throws Exception {
        try (ScriptedService service = ads();
                LegacyClient client = LegacyClient.to(service.url().toString()).build()) {
            AdsApi api = client.proxy(AdsApi.class);
            Ad seven = api.get(7);
            CompletionStage<List<Ad>> found = api.list("vélo");
            api.sawIt(7);
            assertEquals(SEVEN, seven);
            assertEquals(List.of(SEVEN), found.toCompletableFuture().get(20, TimeUnit.SECONDS));
            api.transact("shop", 1, 2);
            assertEquals("ads.get {\"id\":7}", seen.take());
            assertEquals("ads.list {\"text\":\"vélo\"}", seen.take());
            assertEquals("ads.viewed {\"id\":7}", seen.take());
            assertEquals("ads.transact [\"shop\",1,2]", seen.take());
        }
    }

    @Test
    void batches() throws Exception {
        try (ScriptedService service = ads();
                LegacyClient client = LegacyClient.to(service.url().toString()).build()) {
            Batch batch = client.batch();
            BatchCall<Ad> first = batch.call("ads.get", Map.of("id", 7), Ad.class);
            BatchCall<Ad> second = batch.call("ads.get", Map.of("id", 404), Ad.class);
            List<Answer<?>> answers = batch.send();
            Ad found = first.get(); // second.get() throws; answers has both, in order
            assertEquals(SEVEN, found);
            assertThrows(ServiceErrorException.class, second::get);
            assertEquals(List.of(first.answer(), second.answer()), answers);
        }
    }

    @Test
    void timeAndBounds() throws Exception {
        try (ScriptedService service = ads()) {
            String url = service.url().toString();
            LegacyClient client = LegacyClient.to(url)
                    .framing(Framing.NEWLINE)
                    .version(ProtocolVersion.V2_0)
                    .timeout(Duration.ofSeconds(2)) // of a whole call: queue, connect, send, answer, retry
                    .pool(pool -> pool.withMaxConnections(2).withMaxInFlight(32).withMinIdle(1))
                    .build();
            LegacyClient hasty = client.withTimeout(Duration.ofMillis(200)); // lowers, never raises; shares everything
            client.call("ads.get", Map.of("id", 7), Ad.class);
            assertMayBeLate(hasty);
            client.close();
        }
    }

    /** A busy machine may take its time; what is written there runs. */
    private static void assertMayBeLate(LegacyClient hasty) {
        try {
            Ad ad = hasty.call("ads.get", Map.of("id", 7), Ad.class);
            assertEquals(SEVEN, ad);
        } catch (CallFailedException e) {
            assertEquals("timeout", e.outcome().label());
        }
    }

    @Test
    void directMode() throws Exception {
        Script moved = HttpPeer.script(peer -> {
            while (true) {
                HttpAsked asked = peer.asked();
                seen.add(asked.line());
                peer.answer(200, "application/json", asked.line().contains("/7") ? AD : "[" + AD + "]");
            }
        });
        try (ScriptedService service = ScriptedService.tcp(moved)) {
            BridgeConfig config = ConfigLoader.load(
                    "bailey.yaml",
                    blocks("yaml").get(0),
                    Map.of("ADS_URL", service.httpUrl("").toString()));
            LegacyClient client = LegacyClient.direct(config).build();
            Ad ad = client.call("ads.get", Map.of("id", 7), Ad.class); // GET /ads/7
            List<Ad> found = client.proxy(AdsApi.class)
                    .list("vélo")
                    .toCompletableFuture()
                    .join(); // GET /ads?text=v%C3%A9lo
            assertEquals(SEVEN, ad);
            assertEquals(List.of(SEVEN), found);
            assertEquals("GET /ads/7 HTTP/1.1", seen.take());
            assertEquals("GET /ads?text=v%C3%A9lo HTTP/1.1", seen.take());
            client.close();
        }
    }

    // ---- the document itself

    /** The contents of the fenced blocks of one language. */
    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        for (String line : Files.readAllLines(DOC)) {
            if (inside && line.equals("```")) {
                inside = false;
                blocks.add(block.toString());
            } else if (inside) {
                block.append(line).append('\n');
            } else if (line.equals("```" + language)) {
                inside = true;
                block.setLength(0);
            }
        }
        return blocks;
    }

    /** Some Java, wherever its lines are broken. */
    private static String unbroken(String java) {
        return java.replaceAll("\\s+", "");
    }

    @Test
    void everySnippetIsInThisTest() throws IOException {
        String source = unbroken(Files.readString(THIS));
        List<String> snippets = blocks("java");
        assertFalse(snippets.isEmpty());
        for (String snippet : snippets) {
            for (String statement : snippet.split("\n(?=\\S)", -1)) {
                assertTrue(source.contains(unbroken(statement)) || isFileName(statement), statement);
            }
        }
    }

    /** The file is not in this test's folder: its content is what the document shows. */
    private static boolean isFileName(String statement) {
        return statement.startsWith("BridgeConfig config = BridgeConfig.load(Path.of(");
    }
}
