package dev.bailey.sidecar.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bailey.sidecar.HeldService;
import dev.bailey.sidecar.Http;
import dev.bailey.sidecar.SidecarProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The runtime directory as the build's profile {@code image} has made it; skipped in builds without that profile. */
@Timeout(120)
class RuntimeImageIT {
    private static final long LIMIT_BYTES = 60_000_000;
    private static final Pattern JAR_IN_BILL =
            Pattern.compile("\"purl\" : \"pkg:maven/[^/]+/([^@\"]+)@([^?\"]+)\\?type=jar\"");

    @TempDir
    Path folder;

    private Path image;

    @BeforeEach
    void findImage() {
        String place = System.getProperty("bailey.image", "");
        assumeTrue(!place.isEmpty(), "there is no image: build with -Pimage");
        image = Path.of(place);
    }

    @Test
    void startsAsTheContainerDoesAndDrains() throws Exception {
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = start(entryPoint("sidecar"), Map.of(), "run", "-c", config(service))) {
            int http = sidecar.port("http");
            int admin = sidecar.port("admin");
            try (Http caller = Http.send(http, "GET /ads/7")) {
                service.take().answer("{\"id\":7}");
                assertTrue(caller.answer().endsWith("\r\n\r\n{\"id\":7}"));
            }
            assertTrue(Http.get(admin, "/readyz").startsWith("HTTP/1.1 200 "));
            assertTrue(Http.get(admin, "/metrics").contains("bailey_calls_seconds_count"));
            sidecar.terminate();
            assertEquals("", sidecar.rest());
            assertEquals(0, sidecar.exitCode());
            assertTrue(sidecar.err().lines().allMatch(line -> line.startsWith("{")), sidecar.err());
            assertFalse(sidecar.err().contains("\"level\":\"warn"), sidecar.err());
        }
    }

    @Test
    void itsClassesComeFromTheCache() throws Exception {
        assumeCached();
        Path log = folder.resolve("classes.log");
        List<String> command = new ArrayList<>(entryPoint("sidecar"));
        command.add(1, "-Xlog:class+load:file=" + log);
        command.add(1, "-XX:AOTMode=on");
        // -Xlog:disable comes later and would close the file
        Path arguments = Files.writeString(
                folder.resolve("logging.args"),
                Files.readString(image.resolve("sidecar.args")).replace("-Xlog:disable\n", ""));
        command.set(command.size() - 1, "@" + arguments);
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = start(command, Map.of(), "run", "-c", config(service))) {
            int http = sidecar.port("http");
            int admin = sidecar.port("admin");
            try (Http caller = Http.send(http, "GET /ads/7")) {
                service.take().answer("7");
                caller.answer();
            }
            Http.get(admin, "/metrics");
            sidecar.terminate();
            assertEquals(0, sidecar.exitCode(), sidecar.err());
        }
        List<String> loaded;
        try (Stream<String> lines = Files.lines(log)) {
            // what Java spins itself at run time is in no archive
            loaded = lines.filter(line -> line.contains(" source: ") && !line.contains("__"))
                    .toList();
        }
        List<String> others = loaded.stream()
                .filter(line -> !line.contains("shared objects file"))
                .toList();
        assertTrue(loaded.size() > 2000, loaded.size() + " classes");
        assertTrue(others.size() < loaded.size() / 100, others.size() + " of " + loaded.size() + ": " + others);
    }

    @Test
    void bothProfilesUseTheCache() throws Exception {
        assumeCached();
        for (String profile : RuntimeDirectory.PROFILES) {
            List<String> command = new ArrayList<>(entryPoint(profile));
            command.add(1, "-XX:AOTMode=on"); // refuses to start without it
            try (SidecarProcess version = start(command, Map.of(), "--version")) {
                assertTrue(version.rest().startsWith("bailey "), version.err());
                assertEquals(0, version.exitCode());
                assertEquals("", version.err());
            }
        }
    }

    @Test
    void aCacheThatDoesNotFitIsNoticed() throws Exception {
        assumeCached();
        Path other = Files.writeString(folder.resolve("other.aot"), "made by another Java");
        String words =
                Files.readString(image.resolve("sidecar.args")).replaceAll("-XX:AOTCache=.*", "-XX:AOTCache=" + other);
        Path arguments = Files.writeString(folder.resolve("other.args"), words);
        List<String> command = List.of(image.resolve("java/bin/java").toString(), "@" + arguments);
        try (HeldService service = new HeldService();
                SidecarProcess sidecar = start(command, Map.of(), "run", "-c", config(service))) {
            sidecar.port("http");
            sidecar.port("admin");
            sidecar.terminate();
            assertEquals(0, sidecar.exitCode(), "slow, but it works");
            assertTrue(sidecar.err().contains("\"level\":\"warn"), sidecar.err());
            assertTrue(sidecar.err().contains("cannot use the image's cache of classes"), sidecar.err());
        }
    }

    @Test
    void theScriptWorksFromAnywhereAndChoosesTheProfile() throws Exception {
        Path moved = folder.resolve("another place");
        copy(image, moved);
        List<String> script = List.of(moved.resolve("bin/bailey").toString());
        for (String profile : RuntimeDirectory.PROFILES) {
            Map<String, String> environment =
                    Map.of("BAILEY_PROFILE", profile, "JAVA_OPTS", "-Xmx30m" + (cached() ? " -XX:AOTMode=on" : ""));
            try (HeldService service = new HeldService();
                    SidecarProcess sidecar = start(script, environment, "run", "-c", config(service))) {
                sidecar.port("http");
                sidecar.port("admin");
                sidecar.terminate();
                assertEquals(0, sidecar.exitCode(), sidecar.err());
                assertFalse(sidecar.err().contains("\"level\":\"warn"), sidecar.err());
            }
        }
        try (SidecarProcess odd = start(script, Map.of("BAILEY_PROFILE", "fast"), "--version")) {
            assertEquals("", odd.rest());
            assertEquals(2, odd.exitCode());
            assertTrue(odd.err().contains("BAILEY_PROFILE is sidecar or throughput, not 'fast'"), odd.err());
        }
    }

    @Test
    void itsBillOfMaterialsListsItsJarsAndNothingElse() throws Exception {
        Path bill = image.resolve("bailey.cdx.json");
        assumeTrue(Files.exists(bill), "the image has no bill of materials: Maven was offline");
        Set<String> listed = new TreeSet<>();
        Matcher matcher = JAR_IN_BILL.matcher(Files.readString(bill));
        while (matcher.find()) {
            listed.add(matcher.group(1) + "-" + matcher.group(2) + ".jar");
        }
        Set<String> shipped = new TreeSet<>();
        try (Stream<Path> files = Files.list(image.resolve("lib"))) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(shipped::add);
        }
        assertEquals(shipped, listed);
    }

    @Test
    void isSmallEnoughToBePulled() throws Exception {
        long[] bytes = {0};
        try (GZIPOutputStream gzip = new GZIPOutputStream(new OutputStream() {
                    @Override
                    public void write(int one) {
                        bytes[0]++;
                    }

                    @Override
                    public void write(byte[] some, int offset, int length) {
                        bytes[0] += length;
                    }
                });
                Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, gzip);
            }
        }
        assertTrue(bytes[0] < LIMIT_BYTES, bytes[0] + " bytes compressed");
    }

    private boolean cached() {
        return Files.exists(image.resolve("lib/bailey.aot"));
    }

    private void assumeCached() {
        assumeTrue(cached(), "the image has no cache of classes: it was made without a JDK 25");
    }

    private List<String> entryPoint(String profile) {
        return List.of(image.resolve("java/bin/java").toString(), "@" + image.resolve(profile + ".args"));
    }

    private SidecarProcess start(List<String> command, Map<String, String> environment, String... args)
            throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(Arrays.asList(args));
        return SidecarProcess.startCommand(folder, whole, environment);
    }

    private String config(HeldService service) throws IOException {
        String edges = "http: {listen: '127.0.0.1:0'}\nadmin: {listen: '127.0.0.1:0'}\n";
        String routes = "services: {ads: {url: 'tcp://127.0.0.1:" + service.port() + "', timeout: 60s}}\n"
                + "routes: [{rpc: ads.get, http: 'GET /ads/{id}', types: {id: integer}, service: ads}]\n";
        return Files.writeString(folder.resolve("bailey.yaml"), edges + routes).toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path copied = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(copied);
                } else {
                    Files.copy(path, copied, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
