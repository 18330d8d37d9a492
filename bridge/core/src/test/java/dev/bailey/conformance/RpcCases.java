package dev.bailey.conformance;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the JSON-RPC kit, {@code conformance/rpc}; what its files mean is told in the README there. */
public final class RpcCases {
    static final String FOLDER = "/conformance/rpc/";

    private static final YamlTable KIT = YamlTable.load(FOLDER + "kit.yaml");

    private RpcCases() {}

    /** Every case of every file. */
    public static Stream<RpcCase> all() {
        return files().stream().flatMap(file -> RpcCaseReader.read(file, YamlTable.load(FOLDER + file)));
    }

    /** The configuration behind every case, as YAML without edges; it takes addresses from its environment. */
    public static String config() {
        return KIT.text("config");
    }

    /** What services do unless a case says otherwise, by method or path. */
    static Map<String, String> behaviours() {
        return KIT.map("behaviours");
    }

    static List<String> files() {
        return YamlTable.resource(FOLDER + "files.txt").lines().toList();
    }
}
