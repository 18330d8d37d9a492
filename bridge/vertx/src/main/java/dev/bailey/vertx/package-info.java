/**
 * Every way into the bridge over sockets. {@link dev.bailey.vertx.HttpEdge} is the door for HTTP callers: {@code Listeners}
 * accept, a connection is a {@code CallerChannel} with an {@code HttpConnection}, which reads heads ({@code HeadReader}, {@code
 * HeadParser}) and bodies ({@code BodyFraming}), makes an {@code HttpExchange} of each request, one at a time, and writes its
 * answer ({@code AnswerEncoder}, {@code AnswerQueue}). What the connections of a loop share is an {@code HttpLoop}.
 *
 * <p>{@link dev.bailey.vertx.BaileyHandler} is the door in a Vert.x server of a host, which has read the head already: a {@code
 * HostedExchange} for each request, with its {@code HostedHeaders} and {@code HostedBody}.
 */
@NullMarked
package dev.bailey.vertx;

import org.jspecify.annotations.NullMarked;
