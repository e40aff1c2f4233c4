package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody with a browser: keeps cookies, and goes where they are sent. At the provider they are who they are
/// called.
final class Visitor {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("name=\"state\" value=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI service;
    private final String name;
    private final List<URI> way = new ArrayList<>();

    Visitor(int port, String name) {
        // Not localhost: the provider takes a port that it was not told beforehand for the loopback address only.
        service = URI.create("http://127.0.0.1:" + port);
        this.name = name;
    }

    /// Asks once, and is not led on.
    HttpResponse<String> ask(String address, String... headers) {
        return send(request(service.resolve(address), headers).GET());
    }

    /// Opens a page as one does in a browser, going wherever that leads.
    HttpResponse<String> open(String address) {
        return follow(ask(address, "Accept", "text/html"));
    }

    HttpResponse<String> follow(HttpResponse<String> response) {
        var latest = response;
        for (var steps = 0; latest.statusCode() / 100 == 3; steps++) {
            assertThat(steps).as("led in circles: %s", way).isLessThan(10);
            var next =
                    latest.uri().resolve(latest.headers().firstValue("Location").orElseThrow());
            latest = send(request(next, "Accept", "text/html").GET());
        }
        var atProvider = latest.uri().getHost().equals(IdentityProvider.HOST);
        return atProvider && latest.uri().getPath().equals("/login")
                ? follow(submit(latest, latest.uri().toString(), "username", name, "password", name))
                : latest;
    }

    /// Sends a form, with a token if there is one in the page.
    HttpResponse<String> submit(HttpResponse<String> page, String address, String... fields) {
        var token = token(page.body());
        var all = Stream.concat(Stream.of(fields), token.stream().flatMap(value -> Stream.of("_csrf", value)));
        return post(service.resolve(address), all.toArray(String[]::new));
    }

    HttpResponse<String> post(String address, String... fields) {
        return post(service.resolve(address), fields);
    }

    /// On the page of the provider that asks for it.
    HttpResponse<String> grant(HttpResponse<String> page, String client, String... scopes) {
        var state = STATE.matcher(page.body());
        assertThat(state.find()).as(way.toString()).isTrue();
        var fields = new ArrayList<>(List.of("client_id", client, "state", state.group(1)));
        for (var scope : scopes) {
            fields.addAll(List.of("scope", scope));
        }
        return follow(
                post(URI.create(IdentityProvider.address() + "/oauth2/authorize"), fields.toArray(String[]::new)));
    }

    private HttpResponse<String> post(URI address, String... fields) {
        var pairs = new ArrayList<String>();
        for (var i = 0; i < fields.length; i += 2) {
            pairs.add(encoded(fields[i]) + "=" + encoded(fields[i + 1]));
        }
        var body = pairs.stream().collect(Collectors.joining("&"));
        return send(request(address, "Content-Type", "application/x-www-form-urlencoded", "Accept", "text/html")
                .POST(BodyPublishers.ofString(body)));
    }

    static Optional<String> token(String page) {
        return TOKEN.matcher(page).results().map(found -> found.group(1)).findFirst();
    }

    Optional<HttpCookie> cookie(String cookie) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(kept -> kept.getName().equals(cookie))
                .findFirst();
    }

    /// All addresses that were asked for.
    List<URI> way() {
        return way;
    }

    private HttpRequest.Builder request(URI address, String... headers) {
        var request = HttpRequest.newBuilder(address);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder built) {
        var request = built.build();
        way.add(request.uri());
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
