package io.contactstatus.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Which request needs which scope: the one place that says so, for the filter chains and for the published document.
/// A request that no rule names is refused, so that a path that is added is closed until a rule opens it.
final class AccessRules {

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = List.copyOf(rules);
    }

    /// @param method null for all
    /// @param anyOf one of them is enough; empty where no login is needed, or all of others are
    /// @param allOf what is needed all together; mostly empty
    record Rule(@Nullable HttpMethod method, String pattern, PathPattern path, Set<Scope> anyOf, Set<Scope> allOf) {

        static Rule of(@Nullable HttpMethod method, String pattern, Set<Scope> anyOf, Set<Scope> allOf) {
            return new Rule(
                    method,
                    pattern,
                    PathPatternParser.defaultInstance.parse(pattern),
                    Set.copyOf(anyOf),
                    Set.copyOf(allOf));
        }

        /// Each opens it, as scopes are written: those that are needed together with a space between.
        List<String> openings() {
            return allOf.isEmpty()
                    ? anyOf.stream().map(Scope::word).sorted().toList()
                    : List.of(allOf.stream().map(Scope::word).sorted().collect(Collectors.joining(" ")));
        }

        private boolean isAbout(HttpMethod asked, PathContainer asking) {
            return (method == null || methods().contains(asked)) && path.matches(asking);
        }

        /// HEAD is GET without the body.
        List<HttpMethod> methods() {
            if (method == null) {
                return List.of(HttpMethod.values());
            }
            return method.equals(HttpMethod.GET) ? List.of(HttpMethod.GET, HttpMethod.HEAD) : List.of(method);
        }

        private Stream<PathPatternRequestMatcher> matchers() {
            return method == null
                    ? Stream.of(PathPatternRequestMatcher.pathPattern(pattern))
                    : methods().stream().map(one -> PathPatternRequestMatcher.pathPattern(one, pattern));
        }
    }

    /// The first rule for a request counts. `HEAD` goes by the rule of `GET`.
    static final class Builder {

        private final List<Rule> rules = new ArrayList<>();

        Builder open(@Nullable HttpMethod method, String... patterns) {
            return allow(method, Set.of(), patterns);
        }

        /// @param anyOf one of them is enough
        Builder needing(Set<Scope> anyOf, @Nullable HttpMethod method, String... patterns) {
            if (anyOf.isEmpty()) {
                throw new IllegalArgumentException("a rule without a scope is open");
            }
            return allow(method, anyOf, patterns);
        }

        Builder needing(Scope scope, @Nullable HttpMethod method, String... patterns) {
            return needing(EnumSet.of(scope), method, patterns);
        }

        Builder needingAll(Set<Scope> allOf, HttpMethod method, String... patterns) {
            Arrays.stream(patterns)
                    .map(pattern -> Rule.of(method, pattern, Set.of(), allOf))
                    .forEach(rules::add);
            return this;
        }

        private Builder allow(@Nullable HttpMethod method, Set<Scope> anyOf, String... patterns) {
            Arrays.stream(patterns)
                    .map(pattern -> Rule.of(method, pattern, anyOf, Set.of()))
                    .forEach(rules::add);
            return this;
        }

        Builder including(AccessRules others) {
            rules.addAll(others.rules);
            return this;
        }

        AccessRules build() {
            return new AccessRules(rules);
        }
    }

    List<Rule> all() {
        return rules;
    }

    /// @param path a path, or a template of one as `/contacts/{contactId}`
    Optional<Rule> of(HttpMethod method, String path) {
        var container = PathContainer.parsePath(path);
        return rules.stream().filter(rule -> rule.isAbout(method, container)).findFirst();
    }

    /// By which methods a path can be asked at all; empty for one that no rule names.
    Set<HttpMethod> methodsOf(HttpServletRequest request) {
        var path = PathContainer.parsePath(pathOf(request));
        return rules.stream()
                .filter(rule -> rule.path().matches(path))
                .flatMap(rule -> rule.methods().stream())
                .collect(Collectors.toSet());
    }

    boolean name(HttpServletRequest request) {
        return of(HttpMethod.valueOf(request.getMethod()), pathOf(request)).isPresent();
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    void applyTo(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll();
        for (var rule : rules) {
            var matched = requests.requestMatchers(rule.matchers().toArray(PathPatternRequestMatcher[]::new));
            if (!rule.allOf().isEmpty()) {
                matched.hasAllAuthorities(
                        rule.allOf().stream().map(Scope::authority).toArray(String[]::new));
            } else if (rule.anyOf().isEmpty()) {
                matched.permitAll();
            } else {
                matched.hasAnyAuthority(
                        rule.anyOf().stream().map(Scope::authority).toArray(String[]::new));
            }
        }
        requests.anyRequest().denyAll();
    }
}
