/**
 * HTTP as the bridge sees it, whatever hosts it: the seam {@link dev.bailey.http.HttpHandler}, what comes in and goes out, and
 * the checks of target, Host and headers that every host shares.
 */
@NullMarked
package dev.bailey.http;

import org.jspecify.annotations.NullMarked;
