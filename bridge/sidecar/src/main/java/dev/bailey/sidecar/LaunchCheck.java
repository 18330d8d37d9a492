package dev.bailey.sidecar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether the process was started as the image means it to be. Java says nothing to our log when it leaves the cache of classes
 * aside, and an entry point without a shell cannot look at {@code BAILEY_PROFILE}; both would only be seen as a slow start or too
 * little memory.
 */
final class LaunchCheck {
    private final Function<String, Optional<String>> properties;
    private final Optional<String> wanted;

    /**
     * @param properties of Java; {@code bailey.profile} and {@code bailey.classCache} come from the image's argument files
     * @param wanted the profile that the environment asks for
     */
    LaunchCheck(Function<String, Optional<String>> properties, Optional<String> wanted) {
        this.properties = properties;
        this.wanted = wanted;
    }

    static LaunchCheck ofProcess() {
        return new LaunchCheck(
                name -> Optional.ofNullable(System.getProperty(name)),
                Optional.ofNullable(System.getenv("BAILEY_PROFILE")));
    }

    /** What is not as it should be, a sentence each; nothing outside the image. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        boolean shares = properties.apply("java.vm.info").orElse("").contains("sharing");
        if (properties.apply("bailey.classCache").isPresent() && !shares) {
            complaints.add(
                    "Java cannot use the image's cache of classes: starting takes three times as long, and more memory."
                            + " Were flags added that do not go with it?");
        }
        Optional<String> running = properties.apply("bailey.profile");
        if (running.isPresent() && wanted.isPresent() && !running.equals(wanted)) {
            complaints.add("BAILEY_PROFILE is " + wanted.get() + ", but Java was started with the flags of profile "
                    + running.get() + ": the entry point names " + running.get() + ".args");
        }
        return complaints;
    }
}
