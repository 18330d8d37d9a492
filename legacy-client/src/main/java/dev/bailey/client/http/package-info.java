/**
 * HTTP/1.1 connections to services: one request at a time, bounded answers, and none that could be somebody else's. A reader of
 * our own, for what Vert.x' client does not show decides whether a connection may be used again: docs/adr/0007-http-client.md.
 */
@NullMarked
package dev.bailey.client.http;

import org.jspecify.annotations.NullMarked;
