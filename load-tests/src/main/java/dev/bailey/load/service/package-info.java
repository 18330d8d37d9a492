/** The service that is compared with itself when no target is given, in a process of its own. */
@NullMarked
package dev.bailey.load.service;

import org.jspecify.annotations.NullMarked;
