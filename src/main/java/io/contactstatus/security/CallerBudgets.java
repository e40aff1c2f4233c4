package io.contactstatus.security;

import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The budgets of the callers who have looked anything up lately.
final class CallerBudgets {

    /// At most 4 kB each.
    static final int MOST = 5_000;

    private final Clock clock;
    private final ConcurrentMap<Caller, MissBudget> budgets = new ConcurrentHashMap<>();

    CallerBudgets(Clock clock) {
        this.clock = clock;
    }

    /// @param limit misses a minute
    record Caller(String name, Kind kind, int limit) {

        enum Kind {
            LOGIN,
            KEY,
            TOKEN
        }
    }

    /// When there is room for no further caller, those who come then share one budget.
    MissBudget of(Caller caller) {
        var known = budgets.get(caller);
        if (known != null) {
            return known;
        }
        if (budgets.size() >= MOST) {
            budgets.values().removeIf(MissBudget::isIdle);
        }
        var entitled = budgets.size() < MOST ? caller : new Caller("", caller.kind(), caller.limit());
        return budgets.computeIfAbsent(entitled, one -> new MissBudget(one.limit(), clock));
    }

    int size() {
        return budgets.size();
    }
}
