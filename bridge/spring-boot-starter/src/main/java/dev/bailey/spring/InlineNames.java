package dev.bailey.spring;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;

/**
 * The properties under {@code bailey.} by the names that they were given. Spring's binding says nothing of what it does not know, and
 * loses a key like {@code -1}: here it is an error, as it is in a file. Variables of the environment have other names and are left alone.
 */
final class InlineNames {
    private static final String PREFIX = "bailey.";
    private static final List<String> OWN = List.of("config", "url-patterns", "urlPatterns");
    private static final Pattern INDEX = Pattern.compile("\\[[^\\]]*]");
    private static final Pattern KEPT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]*");

    private final Set<String> names = new TreeSet<>();

    InlineNames(Environment environment) {
        if (environment instanceof ConfigurableEnvironment all) {
            all.getPropertySources().forEach(source -> {
                if (source instanceof EnumerablePropertySource<?> known) {
                    List.of(known.getPropertyNames()).stream()
                            .filter(name -> name.startsWith(PREFIX))
                            .forEach(names::add);
                }
            });
        }
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /**
     * Every name is one that counts.
     *
     * @param inFile whether {@code bailey.config} names a file, beside which no section counts
     * @throws IllegalStateException naming the first that does not
     */
    void check(boolean inFile) {
        for (String name : names) {
            String rest = INDEX.matcher(name.substring(PREFIX.length())).replaceAll("");
            List<String> keys = List.of(rest.split("\\.", -1));
            String section = keys.get(0);
            if (OWN.contains(section)) {
                continue;
            }
            if (!InlineConfig.SECTIONS.contains(camelCase(section))) {
                throw new IllegalStateException("the property '" + name + "' is unknown: under 'bailey' there are "
                        + String.join(", ", OWN.subList(0, 2)) + " and the sections "
                        + String.join(", ", InlineConfig.SECTIONS));
            }
            if (inFile) {
                throw new IllegalStateException("the property '" + name
                        + "' does not count beside 'bailey.config', which names a file: write it there");
            }
            checkKeys(name, keys);
        }
    }

    private static void checkKeys(String name, List<String> keys) {
        for (String key : keys) {
            if (!key.isEmpty() && !KEPT.matcher(key).matches()) {
                throw new IllegalStateException("the property '" + name + "' would be lost: Spring keeps a key like '"
                        + key + "' only in brackets, in YAML \"[" + key + "]\"");
            }
        }
    }

    private static String camelCase(String name) {
        int dash = name.indexOf('-');
        return dash < 0 || dash + 1 == name.length()
                ? name
                : name.substring(0, dash) + Character.toUpperCase(name.charAt(dash + 1)) + name.substring(dash + 2);
    }
}
