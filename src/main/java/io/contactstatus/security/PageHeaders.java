package io.contactstatus.security;

import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/// Security headers of the pages: browsers load nothing from other origins, except for the frame of the
/// softphone's Amazon Connect instance, and recordings from where they may lie.
class PageHeaders {

    static final String SOFTPHONE = "contact-status.softphone.instance-url";

    private final String frames;
    private final String microphone;
    private final String media;

    PageHeaders(Environment environment, Stream<MediaOrigins> recordings) {
        media = Stream.concat(
                        Stream.of("'self'"),
                        recordings.flatMap(them -> them.mediaOrigins().stream()).sorted())
                .collect(Collectors.joining(" "));
        var instance = Binder.get(environment).bind(SOFTPHONE, URI.class).orElse(URI.create(""));
        if (instance.toString().isEmpty()) {
            frames = "'none'";
            microphone = "()";
        } else {
            frames = origin(instance);
            microphone = "(self \"" + frames + "\")";
        }
    }

    void writtenBy(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives("default-src 'none'; script-src 'self';"
                        + " style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                        + " media-src " + media
                        + "; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; frame-src "
                        + frames))
                // Not no-referrer: browsers would send forms with the origin 'null', which is refused.
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(policy -> policy.policy("camera=(), display-capture=(), geolocation=(),"
                        + " midi=(), payment=(), usb=(), microphone=" + microphone));
    }

    private static String origin(URI instance) {
        var scheme = instance.getScheme();
        var host = instance.getHost();
        if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new InsecureConfigurationException(
                    SOFTPHONE + " is not the address of an instance of Amazon Connect.",
                    "Set it to what agents have in their browsers, as https://example.my.connect.aws, or leave it out.");
        }
        return scheme + "://" + host + (instance.getPort() == -1 ? "" : ":" + instance.getPort());
    }
}
