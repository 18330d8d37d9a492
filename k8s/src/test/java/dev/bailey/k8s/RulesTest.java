package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Alerts: that they are well formed, go off when they should and only then, and lead to a page that helps. */
class RulesTest {
    private static final Path RULES = Path.of("chart/files/rules.yaml");
    private static final Path RUNBOOKS = Path.of("runbooks");

    @Test
    void areWellFormed() throws Exception {
        String said = Promtool.run("check", "rules", "--lint-fatal", RULES.toString());
        assertTrue(said.contains("SUCCESS: 22 rules found"), said);
    }

    @Test
    void goOffWhenTheyShouldAndOnlyThen() throws Exception {
        Promtool.run("test", "rules", "monitoring/rules-test.yaml");
    }

    @Test
    void eachHasAUnitTestWhereItGoesOffAndOneWhereItDoesNot() throws IOException {
        List<JsonObject> cases = Manifest.of(Path.of("monitoring/rules-test.yaml")).items("tests").stream()
                .flatMap(test -> new Manifest(test).items("alert_rule_test").stream())
                .toList();
        for (JsonObject alert : alerts()) {
            String name = alert.get("alert").getAsString();
            Set<Boolean> expected = cases.stream()
                    .filter(one -> one.get("alertname").getAsString().equals(name))
                    .map(one -> new Manifest(one).items("exp_alerts").isEmpty())
                    .collect(Collectors.toSet());
            assertEquals(Set.of(true, false), expected, name);
        }
    }

    @Test
    void eachLeadsToARunbookAndEachRunbookIsLedTo() throws IOException {
        Set<String> named = new TreeSet<>();
        for (JsonObject alert : alerts()) {
            String url = alert.getAsJsonObject("annotations").get("runbook_url").getAsString();
            named.add(url.substring(url.lastIndexOf('/') + 1));
        }
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            Set<String> there =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, named);
        }
    }

    @Test
    void eachRunbookSaysWhatItMeansWhatToDoAndWhenToCallWhom() throws IOException {
        try (Stream<Path> files = Files.list(RUNBOOKS)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                List<String> headings =
                        text.lines().filter(line -> line.startsWith("## ")).toList();
                assertEquals(
                        List.of("## What it means", "## First checks", "## Actions", "## Escalation"),
                        headings,
                        file.toString());
                String escalation = text.substring(text.indexOf("## Escalation"));
                assertTrue(escalation.contains(" min") || escalation.contains("working day"), file + " names no time");
            }
        }
    }

    @Test
    void theChartMakesAPrometheusRuleOfThemWithTheRunbooksWhereTheyAreServed() throws IOException {
        String values =
                "monitoring: {rules: {enabled: true, labels: {release: kps}, runbooks: 'https://wiki.shop/on-call'}}";
        Manifest rule = Manifest.only("PrometheusRule", Chart.BAILEY.rendered(values));
        assertEquals(Optional.empty(), ApiServer.refusal(rule));
        assertEquals("kps", rule.text("metadata", "labels", "release"));
        List<JsonObject> groups = rule.items("spec", "groups");
        assertEquals(
                alerts().size(),
                new Manifest(groups.get(1))
                        .items("rules").stream()
                                .filter(alert -> alert.getAsJsonObject("annotations")
                                        .get("runbook_url")
                                        .getAsString()
                                        .matches("https://wiki\\.shop/on-call/[a-z-]+\\.md"))
                                .count());
    }

    @Test
    void oneMonitorFindsWhatTheChartsOwnWould() throws IOException {
        Manifest all = Manifest.of(Path.of("monitoring/podmonitor.yaml"));
        assertEquals(Optional.empty(), ApiServer.refusal(all));
        List<Manifest> rendered = Chart.BAILEY.rendered("monitoring: {podMonitor: {enabled: true}}");
        Manifest own = Manifest.only("PodMonitor", rendered);
        assertEquals(own.at("spec", "podMetricsEndpoints"), all.at("spec", "podMetricsEndpoints"));
        String label = all.text("spec", "selector", "matchExpressions", 0, "key");
        assertEquals("shop", Pod.of(Manifest.only("Deployment", rendered)).label(label));
    }

    @Test
    void theChartHandsTheDashboardToGrafana() throws IOException {
        List<Manifest> all = Chart.BAILEY.rendered("monitoring: {dashboard: {enabled: true}}");
        Manifest dashboard = Manifest.ofKind("ConfigMap", all).stream()
                .filter(object -> object.name().equals("shop-bailey-dashboard"))
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), ApiServer.refusal(dashboard));
        assertEquals("1", dashboard.text("metadata", "labels", "grafana_dashboard"));
        assertEquals(
                JsonParser.parseString(Files.readString(Path.of("chart/files/dashboard.json"))),
                JsonParser.parseString(dashboard.text("data", "bailey.json")));
    }

    private static List<JsonObject> alerts() throws IOException {
        return Manifest.of(RULES).items("groups").stream()
                .flatMap(group -> new Manifest(group).items("rules").stream())
                .filter(rule -> rule.has("alert"))
                .toList();
    }
}
