/** How a verdict is shown: JSON for machines, Markdown for a pull request, one page for people. */
@NullMarked
package dev.bailey.load.report;

import org.jspecify.annotations.NullMarked;
