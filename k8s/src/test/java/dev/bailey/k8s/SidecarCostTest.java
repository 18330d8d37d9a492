package dev.bailey.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.bailey.k8s.SidecarCost.Load;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidecarCostTest {
    @Test
    void requestsAreWhatIsPaidFor() {
        SidecarCost cost = SidecarCost.of("--pods", "400");
        assertEquals(40, cost.reserved().cores(), 1e-9);
        assertEquals(25, cost.reserved().gib(), 1e-9);
        assertEquals(cost.reserved(), cost.saved());
    }

    @Test
    void whatTheBridgeNeedsInsideIsNotSaved() {
        SidecarCost cost = SidecarCost.of(
                "--pods",
                "10",
                "--cpu",
                "0.2",
                "--memory",
                "100",
                "--in-process-cpu",
                "0.05",
                "--in-process-memory",
                "20");
        assertEquals(1.5, cost.saved().cores(), 1e-9);
        assertEquals(800, cost.saved().mib(), 1e-9);
    }

    @Test
    void aMonthHas730Hours() {
        SidecarCost cost = SidecarCost.of("--pods", "1", "--core-hour", "0.04", "--gib-hour", "0.005");
        assertEquals(730, cost.price().month(new Load(20, 40 * 1024)), 1e-9);
    }

    @Test
    void theTableShowsUseBesideRequests() {
        String table = SidecarCost.of(
                        "--pods", "400", "--used-cpu", "0.02", "--used-memory", "48", "--core-hour", "0.04")
                .table();
        assertEquals("""
                | of 400 pods                     |     cores |        GiB | a month    |
                |---|---|---|---|
                | sidecars request                |      40.0 |       25.0 |    1168.00 |
                | of which they use               |       8.0 |       18.8 |     233.60 |
                | in-process, the pods need more  |       0.0 |        0.0 |       0.00 |
                | retiring the sidecars saves     |      40.0 |       25.0 |    1168.00 |
                """, table);
    }

    @ParameterizedTest
    @CsvSource({
        "--pod 4, there is no option --pod",
        "--pods four, '--pods takes a number, not ''four'''",
        "--pods -1, '--pods takes a number, not ''-1'''",
        "--pods NaN, '--pods takes a number, not ''NaN'''",
        "--pods, '--pods takes a number, not '''''",
        "--cpu 1, --pods N is missing",
        "--pods 1 --pods 2, --pods is there twice"
    })
    void saysWhatIsWrong(String args, String message) {
        IllegalArgumentException wrong =
                assertThrows(IllegalArgumentException.class, () -> SidecarCost.of(args.split(" ", -1)));
        assertEquals(message, wrong.getMessage());
    }
}
