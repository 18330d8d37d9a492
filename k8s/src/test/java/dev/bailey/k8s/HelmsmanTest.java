package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The tenants' desired state: as Helmsman wants it, and such that each of its releases renders. */
class HelmsmanTest {
    private static final Path STATE = Path.of("helmsman/tenants.yaml");

    /** Helmsman's published schema, as it is; its licence is beside it. */
    private static final Path SCHEMA = Path.of("src/test/resources/helmsman/schema.json");

    @Test
    void isValidByHelmsmansPublishedSchema() throws IOException {
        assertEquals(List.of(), problems(state()));
        JsonObject slip = state();
        slip.getAsJsonObject("apps").getAsJsonObject("acme-ads").addProperty("enabled", "yes, please");
        slip.getAsJsonObject("apps").getAsJsonObject("acme-jobs").remove("chart");
        assertEquals(2, problems(slip).size(), "slips are found");
    }

    @Test
    void everyReleaseRenders() throws IOException {
        Set<String> entryPoints = new TreeSet<>();
        for (JsonObject app : apps()) {
            Manifest release = new Manifest(app);
            List<Manifest> all = rendered(release);
            assertEquals(
                    List.of(),
                    all.stream()
                            .map(ApiServer::refusal)
                            .flatMap(Optional::stream)
                            .toList());
            Manifest ingress = Manifest.only("Ingress", all);
            entryPoints.add(ingress.text("spec", "rules", 0, "host")
                    + ingress.text("spec", "rules", 0, "http", "paths", 0, "path"));
            Pod pod = Pod.of(Manifest.only("Deployment", all));
            assertEquals(release.text("set", "tenant"), pod.label("bailey.dev/tenant"));
            assertEquals(release.text("set", "backend.url"), pod.bailey().text("env", 0, "value"));
            assertEquals(
                    "registry.example.com/bailey:0.1.0-SNAPSHOT", pod.bailey().text("image"));
            assertTrue(Manifest.of(STATE).has("namespaces", release.text("namespace")));
        }
        assertEquals(Set.of("acme.example.com/ads", "acme.example.com/jobs", "globex.example.com/ads"), entryPoints);
    }

    @Test
    void aTenantIsOneEntryOfAFewLines() throws IOException {
        String text = Files.readString(STATE);
        String entry = text.substring(text.indexOf("  globex-ads:"));
        assertEquals(5, entry.lines().count(), entry);
    }

    @Test
    void namesAreWhatTheyAreListedUnderAndNoneIsATemplates() throws IOException {
        JsonObject apps = state().getAsJsonObject("apps");
        for (Map.Entry<String, JsonElement> app : apps.entrySet()) {
            Manifest release = new Manifest(app.getValue().getAsJsonObject());
            assertEquals(app.getKey(), release.text("name"));
            assertFalse(release.text("namespace").equals("template"));
            assertEquals(Manifest.of(Path.of("chart/Chart.yaml")).text("version"), release.text("version"));
        }
    }

    /** With merge keys resolved, as Helmsman reads it; YAML 1.2 has none. */
    private static JsonObject state() throws IOException {
        JsonObject state = Manifest.of(STATE).json();
        state.getAsJsonObject("apps").asMap().replaceAll((name, app) -> {
            JsonObject merged = app.getAsJsonObject().getAsJsonObject("<<").deepCopy();
            app.getAsJsonObject().asMap().forEach(merged::add);
            merged.remove("<<");
            return merged;
        });
        return state;
    }

    private static List<JsonObject> apps() throws IOException {
        return state().getAsJsonObject("apps").asMap().values().stream()
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** As Helmsman calls Helm: the files in their order, then what is set. */
    private static List<Manifest> rendered(Manifest release) {
        List<Path> files = new ArrayList<>();
        release.at("valuesFiles").getAsJsonArray().forEach(file -> files.add(STATE.resolveSibling(file.getAsString())));
        Map<String, JsonElement> set = release.at("set").getAsJsonObject().asMap();
        Path chart = STATE.resolveSibling(release.text("chart")).normalize();
        return Chart.at(chart)
                .as(release.text("name"), release.text("namespace"))
                .rendered(files, set);
    }

    private static List<String> problems(JsonObject state) throws IOException {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        Schema schema = registry.getSchema(Files.readString(SCHEMA), InputFormat.JSON);
        return schema.validate(state.toString(), InputFormat.JSON).stream()
                .map(Error::toString)
                .toList();
    }
}
