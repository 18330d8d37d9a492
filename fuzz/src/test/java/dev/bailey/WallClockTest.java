package dev.bailey;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Clocks that jump change nothing: whatever Bailey times, it times with {@link System#nanoTime}. The time of day is asked for in
 * one place, for the {@code Date} of HTTP answers; log lines have theirs from the JDK's logging.
 */
@AnalyzeClasses(packages = "dev.bailey", importOptions = ImportOption.DoNotIncludeTests.class)
class WallClockTest {
    private static final DescribedPredicate<JavaAccess<?>> THE_TIME_OF_DAY =
            DescribedPredicate.describe("ask for the time of day", access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getName();
                return name.equals("currentTimeMillis")
                        || (owner.startsWith("java.time.") && name.equals("now"))
                        || owner.equals("java.time.Clock")
                        || (owner.equals("java.util.Date") && name.equals("<init>"));
            });

    @ArchTest
    static final ArchRule NOBODY_TIMES_BY_THE_WALL_CLOCK = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.bailey.vertx.HttpLoop")
            .should()
            .accessTargetWhere(THE_TIME_OF_DAY)
            .because("clocks jump; HttpLoop has it for the Date of answers");
}
