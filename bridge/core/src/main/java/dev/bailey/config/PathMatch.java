package dev.bailey.config;

import java.util.List;

/** Which fixed paths a template matches. */
final class PathMatch {
    private PathMatch() {}

    /** Whether a request for {@code path}, a template without variables, fits {@code template}. */
    static boolean matches(PathTemplate template, PathTemplate path) {
        List<PathTemplate.Segment> segments = template.segments();
        if (segments.size() != path.segments().size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            if (!matches(segments.get(i), path.segments().get(i).toString())) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(PathTemplate.Segment segment, String text) {
        if (segment instanceof PathTemplate.Prefixed prefixed) {
            return text.length() > prefixed.prefix().length() && text.startsWith(prefixed.prefix());
        }
        return segment instanceof PathTemplate.Variable || segment.toString().equals(text);
    }
}
