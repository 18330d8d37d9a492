package dev.bailey.sidecar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaunchCheckTest {
    private static final String SHARING = "mixed mode, emulated-client, sharing";

    @Test
    void outsideTheImageThereIsNothingToSay() {
        assertEquals(List.of(), complaints(Map.of("java.vm.info", "mixed mode"), "throughput"));
    }

    @Test
    void anImageStartedAsItShouldBeIsFine() {
        assertEquals(List.of(), complaints(image(SHARING), "sidecar"));
        assertEquals(List.of(), complaints(image(SHARING), ""));
    }

    @Test
    void aCacheThatIsNotUsedIsSaid() {
        List<String> complaints = complaints(image("mixed mode, emulated-client"), "");
        assertEquals(1, complaints.size());
        assertTrue(complaints.get(0).contains("cache of classes"), complaints.get(0));
    }

    @Test
    void aProfileThatTheEntryPointDidNotTakeIsSaid() {
        assertEquals(
                List.of(
                        "BAILEY_PROFILE is throughput, but Java was started with the flags of profile sidecar: the entry point"
                                + " names sidecar.args"),
                complaints(image(SHARING), "throughput"));
    }

    private static Map<String, String> image(String vmInfo) {
        return Map.of("java.vm.info", vmInfo, "bailey.profile", "sidecar", "bailey.classCache", "expected");
    }

    private static List<String> complaints(Map<String, String> properties, String wanted) {
        return new LaunchCheck(
                        name -> Optional.ofNullable(properties.get(name)),
                        Optional.of(wanted).filter(profile -> !profile.isEmpty()))
                .complaints();
    }
}
