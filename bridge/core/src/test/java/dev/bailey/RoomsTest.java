package dev.bailey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.stream.Stream;

/** Who in the core may know whom: json ← call ← rpc, http; config alone; siblings apart; only {@link Bridge} knows all. */
@AnalyzeClasses(packages = "dev.bailey", importOptions = ImportOption.DoNotIncludeTests.class)
final class RoomsTest {
    @ArchTest
    static final ArchRule JSON_IS_THE_LEAF = knowsOnly("json");

    @ArchTest
    static final ArchRule CONFIG_STANDS_ALONE = knowsOnly("config");

    @ArchTest
    static final ArchRule CALL = knowsOnly("call", "json");

    @ArchTest
    static final ArchRule FLOW = knowsOnly("flow", "call", "json");

    @ArchTest
    static final ArchRule RPC = knowsOnly("rpc", "flow", "call", "json");

    @ArchTest
    static final ArchRule HTTP = knowsOnly("http", "flow", "call", "json");

    @ArchTest
    static final ArchRule ROUTE = knowsOnly("route", "config", "http", "rpc", "flow", "call", "json");

    @ArchTest
    static final ArchRule RESILIENCE = knowsOnly("resilience", "config", "http", "rpc", "call", "json");

    @ArchTest
    static final ArchRule DISPATCH = knowsOnly("dispatch", "rpc", "call", "json");

    @ArchTest
    static final ArchRule METRICS = knowsOnly("metrics", "call");

    @ArchTest
    static final ArchRule LOG = knowsOnly("log", "call");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_BRIDGE = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bailey")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.bailey");

    @ArchTest
    static final ArchRule NO_VERTX_AND_NO_NETTY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "org.springframework..", "jakarta.servlet..");

    /** Spring Boot and servlet containers bring their own; the core's bytes never go through a tree. */
    @ArchTest
    static final ArchRule NO_JACKSON_OUTSIDE_DISPATCH = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bailey.dispatch..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule YAML_STAYS_IN_CONFIG = noClasses()
            .that()
            .resideOutsideOfPackage("dev.bailey.config..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule MICROMETER_STAYS_IN_METRICS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.bailey", "dev.bailey.metrics..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.micrometer..");

    @ArchTest
    static final ArchRule NOBODY_IS_A_HELPER = noClasses()
            .should()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameStartingWith("Abstract");

    /** Many bridges live in one process, and the process is its host's. */
    @ArchTest
    static final ArchRule NO_STATIC_STATE = fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule NOBODY_ENDS_THE_PROCESS = noClasses()
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class)
            .orShould()
            .callMethod(Runtime.class, "addShutdownHook", Thread.class);

    @ArchTest
    static final ArchRule NOBODY_CONFIGURES_LOGS =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

    private static ArchRule knowsOnly(String room, String... others) {
        String[] known = Stream.concat(
                        Stream.of(
                                "dev.bailey." + room + "..",
                                "java..",
                                "org.jspecify..",
                                "org.snakeyaml..",
                                "io.micrometer..",
                                "com.fasterxml.."),
                        Arrays.stream(packages(others)))
                .toArray(String[]::new);
        return classes()
                .that()
                .resideInAPackage("dev.bailey." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(known)
                .allowEmptyShould(true);
    }

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> "dev.bailey." + room + "..").toArray(String[]::new);
    }
}
