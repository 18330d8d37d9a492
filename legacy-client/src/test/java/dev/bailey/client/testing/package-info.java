/** Fixtures for tests that talk to services over real sockets; published as this module's test-jar. */
@NullMarked
package dev.bailey.client.testing;

import org.jspecify.annotations.NullMarked;
