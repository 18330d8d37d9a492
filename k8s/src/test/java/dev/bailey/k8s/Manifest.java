package dev.bailey.k8s;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** One object of Kubernetes, as it would be sent to a cluster. */
record Manifest(JsonObject json) {
    private static final Gson GSON = new Gson();

    /** Every object of a YAML stream; empty documents are none. */
    static List<Manifest> all(String yaml) {
        List<Manifest> found = new ArrayList<>();
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        for (Object document : new Load(strict).loadAllFromString(yaml)) {
            if (document != null) {
                found.add(new Manifest(GSON.toJsonTree(document).getAsJsonObject()));
            }
        }
        return found;
    }

    /** The one object of a file. */
    static Manifest of(Path file) throws IOException {
        List<Manifest> all = all(Files.readString(file));
        if (all.size() != 1) {
            throw new AssertionError(file + " has " + all.size() + " objects");
        }
        return all.get(0);
    }

    /** The only one of a kind. */
    static Manifest only(String kind, List<Manifest> among) {
        List<Manifest> found = ofKind(kind, among);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " of kind " + kind + " in " + among);
        }
        return found.get(0);
    }

    static List<Manifest> ofKind(String kind, List<Manifest> among) {
        return among.stream().filter(any -> any.kind().equals(kind)).toList();
    }

    String apiVersion() {
        return text("apiVersion");
    }

    String kind() {
        return text("kind");
    }

    String name() {
        return text("metadata", "name");
    }

    boolean has(Object... path) {
        return find(path) != null;
    }

    /** What is at a path of member names and indexes; fails where there is nothing. */
    JsonElement at(Object... path) {
        JsonElement found = find(path);
        if (found == null) {
            throw new AssertionError("nothing at " + List.of(path) + " of " + json);
        }
        return found;
    }

    String text(Object... path) {
        return at(path).getAsString();
    }

    int number(Object... path) {
        return at(path).getAsInt();
    }

    /** What is in an array at a path; nothing if there is no such array. */
    List<JsonObject> items(Object... path) {
        return has(path) ? objects(at(path).getAsJsonArray()) : List.of();
    }

    static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    @org.jspecify.annotations.Nullable
    private JsonElement find(Object... path) {
        JsonElement here = json;
        for (Object step : path) {
            if (step instanceof Integer index && here.isJsonArray()) {
                here = here.getAsJsonArray().get(index);
            } else if (here.isJsonObject() && here.getAsJsonObject().has(step.toString())) {
                here = here.getAsJsonObject().get(step.toString());
            } else {
                return null;
            }
        }
        return here;
    }

    @Override
    public String toString() {
        return kind() + "/" + name();
    }
}
