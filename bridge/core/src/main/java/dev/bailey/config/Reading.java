package dev.bailey.config;

import java.util.LinkedHashSet;
import java.util.Set;

/** What one reading of one file shares: where problems go, what is put into scalars, which values are secret. */
record Reading(Problems problems, Interpolation interpolation, Set<String> secrets) {
    Reading(Problems problems, Interpolation interpolation) {
        this(problems, interpolation, new LinkedHashSet<>());
    }
}
