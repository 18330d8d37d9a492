package dev.bailey.servlet;

import dev.bailey.Bridge;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Serves a bridge's HTTP endpoints in a servlet container. Must be registered as supporting asynchronous processing, and so must
 * every filter before it. Paths are those of the routes file, after the context path; the servlet's own mapping only says which of
 * them come here.
 */
public final class BaileyServlet extends HttpServlet {
    private final transient Bridge bridge;

    /** @param bridge not closed with the servlet */
    public BaileyServlet(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Every verb: which of them a path takes is for the routes to say. */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (ServletExchange.isCut(request)) {
            throw new IllegalStateException(
                    "the service failed in the middle of an answer that flowed; the caller gets no more");
        }
        if (!request.isAsyncSupported()) {
            throw new IllegalStateException(
                    "BaileyServlet needs asyncSupported=true, its own and that of every filter before it");
        }
        new ServletExchange(bridge, request, response).start();
    }
}
