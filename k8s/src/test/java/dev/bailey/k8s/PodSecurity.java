package dev.bailey.k8s;

import java.util.ArrayList;
import java.util.List;

/**
 * The restricted profile of the <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security
 * Standards</a>, and what we ask beyond it: a read-only root, no token of the API, bounded memory.
 */
final class PodSecurity {
    private static final List<String> HARMLESS_VOLUMES = List.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");

    private final List<String> violations = new ArrayList<>();

    private PodSecurity() {}

    /** Everything that is wrong with a pod. */
    static List<String> violations(Pod pod) {
        PodSecurity check = new PodSecurity();
        check.pod(pod.template());
        pod.containers().forEach(container -> check.container(container, pod.template()));
        return check.violations;
    }

    private void pod(Manifest pod) {
        for (String shared : List.of("hostNetwork", "hostPID", "hostIPC")) {
            need(!pod.has("spec", shared), "the pod has " + shared);
        }
        need(is(false, pod, "spec", "automountServiceAccountToken"), "the pod mounts a token of the API");
        pod.items("spec", "volumes").forEach(volume -> volume.keySet().stream()
                .filter(key -> !key.equals("name"))
                .forEach(type -> need(HARMLESS_VOLUMES.contains(type), "a volume is of type " + type)));
    }

    private void container(Manifest container, Manifest pod) {
        String who = container.text("name");
        need(is(false, container, "securityContext", "allowPrivilegeEscalation"), who + " may escalate");
        need(is(true, container, "securityContext", "readOnlyRootFilesystem"), who + " may write to its root");
        need(!container.has("securityContext", "privileged"), who + " says privileged");
        need(
                container.has("securityContext", "capabilities", "drop")
                        && container
                                .at("securityContext", "capabilities", "drop")
                                .toString()
                                .equals("[\"ALL\"]")
                        && !container.has("securityContext", "capabilities", "add"),
                who + " keeps capabilities");
        need(
                is(true, container, "securityContext", "runAsNonRoot")
                        || is(true, pod, "spec", "securityContext", "runAsNonRoot"),
                who + " may run as root");
        need(
                is("RuntimeDefault", container, "securityContext", "seccompProfile", "type")
                        || is("RuntimeDefault", pod, "spec", "securityContext", "seccompProfile", "type"),
                who + " has no seccomp profile");
        need(container.has("resources", "limits", "memory"), who + " has no limit of memory");
        need(container.has("resources", "requests", "cpu"), who + " requests no CPU");
        container.items("ports").forEach(port -> need(!port.has("hostPort"), who + " has a port of the host"));
    }

    private void need(boolean met, String violation) {
        if (!met) {
            violations.add(violation);
        }
    }

    private static boolean is(Object value, Manifest object, Object... path) {
        return object.has(path) && object.text(path).equals(value.toString());
    }
}
