package dev.bailey.config;

import java.util.Map;

/** JSON Schema (2020-12) of the file, for editors; made from the very tables by which it is read. */
public final class ConfigSchema {
    private ConfigSchema() {}

    /** The schema as indented JSON, ending in a line feed. */
    public static String json() {
        Map<String, Object> schema = Tree.map(
                "$schema", "https://json-schema.org/draft/2020-12/schema",
                "$id", "urn:bailey:config",
                "title", "Bailey");
        schema.putAll(RootSection.SECTION.schema());
        return JsonText.pretty(schema);
    }
}
