package dev.bailey.load.peers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts all that is compared, each on a port of its own and in front of one backend, and ends it all. */
final class Peers {
    private final Path dir;
    private final String launcher;
    private final List<Peer> started = new ArrayList<>();

    /** @param launcher the bailey command */
    Peers(String launcher) throws IOException {
        this.dir = Files.createTempDirectory("bailey-compare");
        this.launcher = launcher;
    }

    /**
     * A service of which every answer has that many bytes.
     *
     * @param http its port for plain HTTP and JSON-RPC in POSTs
     * @param tcp its port for JSON-RPC by lines
     */
    record Service(int http, int tcp) {}

    Service service(int bytes) throws IOException, InterruptedException {
        Service service = new Service(freePort(), freePort());
        start(
                "backend-" + bytes,
                service.tcp(),
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Backend.class.getName(),
                        "" + service.http(),
                        "" + service.tcp(),
                        "" + bytes),
                List.of());
        return service;
    }

    /** nginx with one worker; the location is what it does with a request. */
    private Peer nginx(String name, String modules, Service service, String locations)
            throws IOException, InterruptedException {
        int port = freePort();
        Path config = dir.resolve(fileName(name) + ".conf");
        Files.writeString(config, """
                %s daemon off; worker_processes 1; pid %s.pid; error_log %s.log;
                events { worker_connections 4096; }
                http {
                  access_log off; keepalive_requests 1000000000;
                  client_body_temp_path %4$s/b; proxy_temp_path %4$s/p; fastcgi_temp_path %4$s/f;
                  uwsgi_temp_path %4$s/u; scgi_temp_path %4$s/s; proxy_max_temp_file_size 0;
                  proxy_http_version 1.1; proxy_set_header Connection "";
                  upstream backend { server 127.0.0.1:%5$d; keepalive 512; keepalive_requests 1000000000; }
                  server { listen 127.0.0.1:%6$d reuseport; %7$s }
                }
                """.formatted(modules, config, config, dir, service.http(), port, locations));
        return start(name, port, List.of("nginx", "-p", dir.toString(), "-c", config.toString()), List.of());
    }

    Peer plainNginx(Service service) throws IOException, InterruptedException {
        return nginx("nginx, plain proxy", "", service, "location / { proxy_pass http://backend; }");
    }

    /** Translates as Bailey does, but to JSON-RPC in POSTs: it speaks nothing else to services. */
    Peer translatingNginx(Service service) throws IOException, InterruptedException {
        return nginx("nginx + Lua", """
                load_module /usr/lib/nginx/modules/ndk_http_module.so;
                load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;""", service, """
                location = /backend { internal; proxy_set_header Content-Type application/json;
                  proxy_set_header Connection "";
                  proxy_pass http://backend/rpc; }
                location /ads/ { default_type application/json; content_by_lua_block {
                  local json = require "cjson.safe"
                  local params = ngx.req.get_uri_args()
                  params.id = tonumber(string.match(ngx.var.uri, "^/ads/([0-9]+)$"))
                  if not params.id then return ngx.exit(400) end
                  sequence = (sequence or 0) + 1
                  local id = sequence
                  local answer = ngx.location.capture("/backend", { method = ngx.HTTP_POST,
                    body = '{"jsonrpc":"2.0","id":' .. id .. ',"method":"ads.get","params":' .. json.encode(params) .. "}" })
                  local reply = json.decode(answer.body)
                  if answer.status ~= 200 or not reply or reply.id ~= id or reply.error then return ngx.exit(502) end
                  local body = json.encode(reply.result)
                  ngx.header.content_length = #body
                  ngx.print(body)
                } }""");
    }

    Peer haproxy(Service service) throws IOException, InterruptedException {
        int port = freePort();
        Path config = dir.resolve("haproxy.cfg");
        Files.writeString(config, """
                global
                  maxconn 4096
                  nbthread 1
                defaults
                  mode http
                  timeout connect 5s
                  timeout client 60s
                  timeout server 60s
                  http-reuse always
                frontend callers
                  bind 127.0.0.1:%d
                  default_backend services
                backend services
                  server one 127.0.0.1:%d
                """.formatted(port, service.http()));
        return start("haproxy, plain proxy", port, List.of("haproxy", "-db", "-f", config.toString()), List.of());
    }

    /** @param routes all alike; the first one is the others' equal */
    Peer bailey(String name, String profile, Service service, int routes) throws IOException, InterruptedException {
        return bailey(name, profile, service, routes, "");
    }

    /** @param javaOptions flags that win over the profile's */
    Peer bailey(String name, String profile, Service service, int routes, String javaOptions)
            throws IOException, InterruptedException {
        int port = freePort();
        StringBuilder config = new StringBuilder("""
                http: {listen: "127.0.0.1:%d"}
                admin: {listen: "127.0.0.1:%d"}
                limits: {connections: 12000}
                services: {ads: {url: "tcp://127.0.0.1:%d"}}
                routes:
                  - {rpc: ads.get, http: "GET /ads/{id}", service: ads, types: {id: integer}}
                """.formatted(port, freePort(), service.tcp()));
        for (int i = 0; i < routes; i++) {
            config.append(
                    "  - {rpc: ads.get%1$d, http: \"GET /shop%1$d/ads/{id}\", service: ads, types: {id: integer}}\n"
                            .formatted(i));
        }
        Path file = dir.resolve(fileName(name) + ".yaml");
        Files.writeString(file, config);
        return start(
                name,
                port,
                List.of(launcher, "run", "-c", file.toString()),
                List.of("BAILEY_PROFILE=" + profile, "JAVA_OPTS=" + javaOptions));
    }

    private Peer start(String name, int port, List<String> command, List<String> environment)
            throws IOException, InterruptedException {
        Path log = dir.resolve(fileName(name) + ".out");
        Peer peer = Peer.start(name, port, log, command, environment);
        started.add(peer);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (System.nanoTime() < end && peer.isAlive()) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return peer;
            } catch (IOException e) {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
        throw new IOException(name + " does not listen on port " + port + "; see " + log);
    }

    private static String fileName(String name) {
        return name.replaceAll("[^A-Za-z0-9]+", "-");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void close() throws InterruptedException {
        for (Peer peer : started) {
            peer.close();
        }
    }
}
