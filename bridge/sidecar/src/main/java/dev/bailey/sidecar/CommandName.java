package dev.bailey.sidecar;

import java.util.Locale;
import java.util.Optional;

/** Every command, in the order of the help. A command's class is loaded when it is chosen. */
enum CommandName {
    DEMO("Show the bridge at work: a small legacy service and a few calls"),
    RUN("Run the bridge"),
    VALIDATE("Check a configuration, offline"),
    CONFIG("Show the effective configuration: defaults filled in, secrets masked"),
    SCHEMA("Print the JSON Schema of the configuration, for editors"),
    EXPLAIN("Show what a request would become, without sending it"),
    CALL("Make one JSON-RPC call"),
    LOADTEST("Measure what the sidecar adds, and whether it can go");

    private final String summary;

    CommandName(String summary) {
        this.summary = summary;
    }

    static Optional<CommandName> of(String word) {
        for (CommandName name : values()) {
            if (name.word().equals(word)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String summary() {
        return summary;
    }

    Command create() {
        return switch (this) {
            case DEMO -> new DemoCommand();
            case RUN -> new RunCommand();
            case VALIDATE -> new ValidateCommand();
            case CONFIG -> new ConfigCommand();
            case SCHEMA -> new SchemaCommand();
            case EXPLAIN -> new ExplainCommand();
            case CALL -> new CallCommand();
            case LOADTEST -> new LoadtestCommand();
        };
    }
}
