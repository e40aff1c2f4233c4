package io.contactstatus.security;

import io.contactstatus.audit.AuditOutcome;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.security.CallerBudgets.Caller;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.stereotype.Component;

/// The way to everything that finds by a customer's number or identifier.
///
/// Without `pii:read` callers could read a masked number by trying out all that it may stand for. So they need a scope
/// of their own, and have only so many look-ups that find nothing.
@Component
public class CustomerLookups {

    private static final Logger log = LoggerFactory.getLogger(CustomerLookups.class);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);

    private final ApiSecurityProperties properties;
    private final Map<String, Integer> limitsOfKeys;
    private final CallerBudgets budgets;
    private final AuditTrail audit;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Counter withoutScope;
    private final Map<Way, Long> warnings = new ConcurrentHashMap<>();
    private final AtomicReference<Instant> warned = new AtomicReference<>(Instant.MIN);

    CustomerLookups(ApiSecurityProperties properties, AuditTrail audit, Clock clock, MeterRegistry meters) {
        this.properties = properties;
        this.audit = audit;
        this.clock = clock;
        this.meters = meters;
        budgets = new CallerBudgets(clock);
        limitsOfKeys = properties.apiKeys().stream()
                .filter(key -> key.lookupMisses() != null)
                .collect(Collectors.toUnmodifiableMap(
                        ApiSecurityProperties.ApiKey::name,
                        key -> key.lookupMisses() == null ? 0 : key.lookupMisses(),
                        Math::min));
        withoutScope = Counter.builder("contact_status.lookups.without_scope")
                .description("Look-ups that lookup-scope=required would have refused")
                .register(meters);
        for (var way : Way.values()) {
            limited(way);
            missed(way);
        }
    }

    private enum Way {
        API,
        FLOW,
        PAGE;

        static Way of(HttpServletRequest request) {
            var path =
                    request.getRequestURI().substring(request.getContextPath().length());
            return path.startsWith("/ui/") ? PAGE : path.startsWith("/flow/") ? FLOW : API;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whether the caller may look anything up at all.
    public boolean areOpenTo(HttpServletRequest request) {
        return hasScope(request) || properties.lookupScope() == LookupScope.WARN;
    }

    /// Whether everything that the caller looks up would be refused at this moment, as too much was not found.
    public boolean areUsedUpBy(HttpServletRequest request) {
        return !request.isUserInRole(Scope.PII_READ.authority())
                && budgets.of(caller(request)).isUsedUp();
    }

    /// @param identifier in its normal form
    /// @param isHit whether anything was found
    /// @throws LookupForbidden when the caller may look nothing up
    /// @throws TooManyLookups when they have found nothing too often
    public <T> T find(HttpServletRequest request, String identifier, Supplier<T> search, Predicate<T> isHit) {
        audit.looksUp(request, identifier);
        checkScope(request);
        if (request.isUserInRole(Scope.PII_READ.authority())) {
            var found = search.get();
            if (!isHit.test(found)) {
                audit.ends(request, AuditOutcome.NOTHING_FOUND);
            }
            return found;
        }
        var budget = budgets.of(caller(request));
        var wait = budget.enter(identifier);
        if (wait != null) {
            limited(Way.of(request)).increment();
            warn(Way.of(request));
            audit.ends(request, AuditOutcome.LIMITED);
            throw new TooManyLookups(wait);
        }
        var missed = false;
        try {
            var found = search.get();
            missed = !isHit.test(found);
            return found;
        } finally {
            var last = budget.leave(identifier, missed);
            if (missed) {
                missed(Way.of(request)).increment();
                audit.ends(request, AuditOutcome.NOTHING_FOUND);
            }
            if (last) {
                warn(Way.of(request));
            }
        }
    }

    /// Once a minute, however many are refused. The alarm of infra/ looks for these words.
    private void warn(Way way) {
        var now = System.nanoTime();
        var warnedAt = warnings.compute(
                way, (it, before) -> before == null || now - before >= BETWEEN_WARNINGS.toNanos() ? now : before);
        if (warnedAt == now) {
            log.warn(
                    "Look-ups by {} are limited for a minute: too many found nothing",
                    way == Way.FLOW ? "flows" : "a caller");
        }
    }

    /// For what finds by an identifier without reading the store for it.
    ///
    /// @param isKnown whether there is anything to be found; not asked for those who may see the identifier
    public void check(HttpServletRequest request, String identifier, BooleanSupplier isKnown) {
        var sees = request.isUserInRole(Scope.PII_READ.authority());
        find(request, identifier, () -> sees || isKnown.getAsBoolean(), known -> known);
    }

    private void checkScope(HttpServletRequest request) {
        if (hasScope(request)) {
            return;
        }
        if (properties.lookupScope() == LookupScope.REQUIRED) {
            throw new LookupForbidden();
        }
        withoutScope.increment();
        var now = clock.instant();
        var last = warned.get();
        if (!now.isBefore(last.equals(Instant.MIN) ? last : last.plus(BETWEEN_WARNINGS))
                && warned.compareAndSet(last, now)) {
            log.warn("Customers are looked up by callers without the scope customers:lookup (the audit names them);"
                    + " contact-status.security.lookup-scope=required, which the next release has by itself, refuses"
                    + " them");
        }
    }

    private static boolean hasScope(HttpServletRequest request) {
        return request.isUserInRole(Scope.CUSTOMERS_LOOKUP.authority())
                || request.isUserInRole(Scope.PII_READ.authority());
    }

    private Caller caller(HttpServletRequest request) {
        var name = String.valueOf(request.getRemoteUser());
        var isLogin = Way.of(request) == Way.PAGE;
        var limit = isLogin
                ? properties.lookupMisses().login()
                : properties.lookupMisses().others();
        var isKey = request.getUserPrincipal() instanceof UsernamePasswordAuthenticationToken;
        var kind = isLogin ? Caller.Kind.LOGIN : isKey ? Caller.Kind.KEY : Caller.Kind.TOKEN;
        return new Caller(name, kind, isKey ? limitsOfKeys.getOrDefault(name, limit) : limit);
    }

    private Counter missed(Way way) {
        return Counter.builder("contact_status.lookups.missed")
                .description("Look-ups that found nothing, of callers who may not see personal data")
                .tag("way", way.word())
                .register(meters);
    }

    private Counter limited(Way way) {
        return Counter.builder("contact_status.lookups.limited")
                .description("Look-ups that were refused after too many had found nothing")
                .tag("way", way.word())
                .register(meters);
    }
}
