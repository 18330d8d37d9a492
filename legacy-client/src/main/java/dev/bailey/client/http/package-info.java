/** HTTP/1.1 connections to services: one request at a time, bounded answers, and none that could be somebody else's. */
@NullMarked
package dev.bailey.client.http;

import org.jspecify.annotations.NullMarked;
