package dev.bailey.k8s;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What a pod is made of, whether it stands alone or in a Deployment's template. */
record Pod(Manifest template) {
    static Pod of(Manifest object) {
        JsonObject template = object.kind().equals("Pod")
                ? object.json()
                : object.at("spec", "template").getAsJsonObject();
        return new Pod(new Manifest(template));
    }

    /** All containers, init containers first: the order in which they start. */
    List<Manifest> containers() {
        List<JsonObject> all = new ArrayList<>(template.items("spec", "initContainers"));
        all.addAll(template.items("spec", "containers"));
        return all.stream().map(Manifest::new).toList();
    }

    Manifest container(String name) {
        return containers().stream()
                .filter(any -> any.text("name").equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no container " + name));
    }

    Manifest bailey() {
        return container("bailey");
    }

    String label(String name) {
        return template.text("metadata", "labels", name);
    }

    String annotation(String name) {
        return template.text("metadata", "annotations", name);
    }

    int gracePeriodSeconds() {
        return template.number("spec", "terminationGracePeriodSeconds");
    }
}
