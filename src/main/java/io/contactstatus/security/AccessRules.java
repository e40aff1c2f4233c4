package io.contactstatus.security;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authorization.AllAuthoritiesAuthorizationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
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
    /// @param anyOf one of them is enough; empty where no login is needed, or [#allOf] is all that is
    /// @param allOf what is needed all together, and besides one of [#anyOf] where there are any; mostly empty
    /// @param kind as which the audit has it when it is refused; null for what it does not have
    record Rule(
            @Nullable HttpMethod method,
            String pattern,
            PathPattern path,
            Set<Scope> anyOf,
            Set<Scope> allOf,
            @Nullable AuditKind kind) {

        static Rule of(@Nullable HttpMethod method, String pattern, Set<Scope> anyOf, Set<Scope> allOf) {
            return new Rule(
                    method,
                    pattern,
                    PathPatternParser.defaultInstance.parse(pattern),
                    Set.copyOf(anyOf),
                    Set.copyOf(allOf),
                    null);
        }

        Rule audited(AuditKind as) {
            return new Rule(method, pattern, path, anyOf, allOf, as);
        }

        void tellRefused(HttpServletRequest request, AuditTrail audit) {
            if (kind != null) {
                audit.refuses(request, kind, pattern);
            }
        }

        /// Each opens it, as scopes are written: those that are needed together with a space between.
        List<String> openings() {
            return anyOf.isEmpty() && !allOf.isEmpty()
                    ? List.of(together(allOf.stream()))
                    : anyOf.stream()
                            .map(one -> together(Stream.concat(allOf.stream(), Stream.of(one))))
                            .sorted()
                            .toList();
        }

        private static String together(Stream<Scope> scopes) {
            return scopes.map(Scope::word).sorted().collect(Collectors.joining(" "));
        }

        /// Where something of both is needed.
        private AuthorizationManager<RequestAuthorizationContext> both() {
            AuthorizationManager<RequestAuthorizationContext> all =
                    AllAuthoritiesAuthorizationManager.hasAllAuthorities(authorities(allOf));
            AuthorizationManager<RequestAuthorizationContext> any =
                    AuthorityAuthorizationManager.hasAnyAuthority(authorities(anyOf));
            return AuthorizationManagers.allOf(all, any);
        }

        private static String[] authorities(Set<Scope> scopes) {
            return scopes.stream().map(Scope::authority).toArray(String[]::new);
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
            return needingAllAndOneOf(allOf, Set.of(), method, patterns);
        }

        /// @param anyOf none where the others are enough
        Builder needingAllAndOneOf(Set<Scope> allOf, Set<Scope> anyOf, HttpMethod method, String... patterns) {
            Arrays.stream(patterns)
                    .map(pattern -> Rule.of(method, pattern, anyOf, allOf))
                    .forEach(rules::add);
            return this;
        }

        private Builder allow(@Nullable HttpMethod method, Set<Scope> anyOf, String... patterns) {
            Arrays.stream(patterns)
                    .map(pattern -> Rule.of(method, pattern, anyOf, Set.of()))
                    .forEach(rules::add);
            return this;
        }

        /// @param kind of what those rules are about
        Builder audited(AuditKind kind, Consumer<Builder> those) {
            var before = rules.size();
            those.accept(this);
            rules.subList(before, rules.size()).replaceAll(rule -> rule.audited(kind));
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

    Optional<Rule> of(HttpServletRequest request) {
        return of(HttpMethod.valueOf(request.getMethod()), pathOf(request));
    }

    private static String pathOf(HttpServletRequest request) {
        return request.getRequestURI().substring(request.getContextPath().length());
    }

    void applyTo(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                .permitAll();
        for (var rule : rules) {
            var matched = requests.requestMatchers(rule.matchers().toArray(PathPatternRequestMatcher[]::new));
            if (rule.anyOf().isEmpty() && rule.allOf().isEmpty()) {
                matched.permitAll();
            } else if (rule.allOf().isEmpty()) {
                matched.hasAnyAuthority(Rule.authorities(rule.anyOf()));
            } else if (rule.anyOf().isEmpty()) {
                matched.hasAllAuthorities(Rule.authorities(rule.allOf()));
            } else {
                matched.access(rule.both());
            }
        }
        requests.anyRequest().denyAll();
    }
}
