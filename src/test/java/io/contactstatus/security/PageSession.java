package io.contactstatus.security;

import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Of a person who has logged in to the pages with a key.
public final class PageSession implements AutoCloseable {

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final int port;
    private final String token;

    public PageSession(int port, String key) throws IOException, InterruptedException {
        this.port = port;
        post("/login", "key=" + key + "&_csrf=" + encoded(tokenIn("/login")));
        token = encoded(tokenIn("/ui/language-is-no-page"));
    }

    private PageSession(int port) {
        this.port = port;
        token = "";
    }

    /// A screen that was given its key and has been switched off since, so that only what is kept for days is left.
    static PageSession ofDisplay(int port, String key) throws IOException, InterruptedException {
        var screen = new PageSession(port);
        screen.post("/login", "key=" + key + "&_csrf=" + encoded(screen.tokenIn("/login?display")));
        var store = screen.cookies.getCookieStore();
        List.copyOf(store.getCookies()).stream()
                .filter(cookie -> cookie.getMaxAge() < 0)
                .forEach(cookie -> store.getURIs().forEach(uri -> store.remove(uri, cookie)));
        return screen;
    }

    /// The paths that something is kept for.
    List<String> cookies() {
        return cookies.getCookieStore().getCookies().stream()
                .map(HttpCookie::getPath)
                .toList();
    }

    /// Of streams, which never end, too.
    int status(String path) throws IOException, InterruptedException {
        return closed(open(path));
    }

    public HttpResponse<InputStream> open(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(at(path)).build(), BodyHandlers.ofInputStream());
    }

    int send(String path, String form) throws IOException, InterruptedException {
        return closed(opened(path, form));
    }

    HttpResponse<InputStream> opened(String path, String form) throws IOException, InterruptedException {
        return post(path, form + "&_csrf=" + token);
    }

    private HttpResponse<InputStream> post(String path, String form) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        return client.send(request, BodyHandlers.ofInputStream());
    }

    private String tokenIn(String page) throws IOException, InterruptedException {
        var response = client.send(HttpRequest.newBuilder(at(page)).build(), BodyHandlers.ofString());
        return Visitor.token(response.body()).orElseThrow();
    }

    private static int closed(HttpResponse<InputStream> response) throws IOException {
        response.body().close();
        return response.statusCode();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
