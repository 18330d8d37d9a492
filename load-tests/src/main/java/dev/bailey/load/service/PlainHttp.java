package dev.bailey.load.service;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** The direct path: the service serves HTTP itself, as a team would write it by hand. */
final class PlainHttp implements Handler<HttpServerRequest> {
    private static final String AD = "/ads/";
    private static final String REVERSE = "/reverse/";
    private static final String SPAM = "/spam/";
    private static final String EXPORT = "/exports/";

    private final Ads ads;

    PlainHttp(Ads ads) {
        this.ads = ads;
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.startsWith(AD)) {
            ads.get(path.substring(AD.length()), lang(request), json -> answer(request, json));
        } else if (path.startsWith(REVERSE)) {
            ads.get(path.substring(REVERSE.length()), lang(request), json -> answer(request, json));
        } else if (path.startsWith(SPAM)) {
            ads.spam(path.substring(SPAM.length()), json -> answer(request, json));
        } else if (path.startsWith(EXPORT)) {
            ads.export(Integer.parseInt(path.substring(EXPORT.length())), json -> answer(request, json));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static String lang(HttpServerRequest request) {
        String lang = request.getParam("lang");
        return lang == null ? "en" : lang;
    }

    private static void answer(HttpServerRequest request, byte[] json) {
        request.response().putHeader("Content-Type", "application/json").end(Buffer.buffer(json));
    }
}
