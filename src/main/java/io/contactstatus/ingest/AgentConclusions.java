package io.contactstatus.ingest;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.Agent.Holding;
import io.contactstatus.contact.Agent.Holding.State;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What follows for contacts from the course of an agent's events and is in no single one of them: that the
/// agent has let go of a contact without saying so, has it again, or took it off hold.
///
/// Each is dated by the newest event of the agent that it follows from: before that it could not be known.
///
/// Only changes count, so a heartbeat costs no write of a contact. A conclusion from a stale read of the agent is
/// corrected when the agent is written.
final class AgentConclusions {

    private final List<Agent> events;
    private final Map<ContactId, Holding> told = new TreeMap<>();
    private boolean asked;
    private @Nullable Agent lastKnown;

    /// @param events what the events of one agent show
    AgentConclusions(List<Agent> events) {
        this.events = events.stream().sorted(Comparator.comparing(Agent::at)).toList();
    }

    Agent together() {
        return events.stream().reduce(Agent::join).orElseThrow();
    }

    /// @param known the agent before these events; null for an unknown one
    synchronized List<Testimony> since(@Nullable Agent known) {
        if (asked && (known == null ? lastKnown == null : known.equals(lastKnown))) {
            return List.of();
        }
        asked = true;
        lastKnown = known;
        var news = new ArrayList<Testimony>();
        var before = known;
        for (var event : events) {
            var after = before == null ? event : before.join(event);
            var concluded = new TreeMap<ContactId, Facts>();
            holdings(before, after, concluded);
            resumed(before, after, concluded);
            var at = after.at();
            concluded.values().forEach(facts -> news.add(facts.testimony(at)));
            before = after;
        }
        return List.copyOf(news);
    }

    private void holdings(@Nullable Agent before, Agent after, Map<ContactId, Facts> news) {
        var were = before == null ? Map.<ContactId, Holding>of() : before.holdings();
        after.holdings().forEach((id, holding) -> {
            var was = told.getOrDefault(id, were.get(id));
            if (isNews(was, holding)) {
                told.put(id, holding);
                about(id, news).heldByAgent(holding.state() == State.HELD, holding.at());
            }
        });
    }

    private static boolean isNews(@Nullable Holding was, Holding is) {
        return switch (is.state()) {
            case HELD -> was != null && was.state() != State.HELD;
            case LET_GO -> !is.equals(was);
            case LEFT -> false;
        };
    }

    private static void resumed(@Nullable Agent before, Agent after, Map<ContactId, Facts> news) {
        var shown = after.shown();
        if (shown == null) {
            return;
        }
        var were = before == null ? Map.<ContactId, Agent.Begun>of() : before.resumed();
        after.resumed().forEach((id, hold) -> {
            if (!hold.equals(were.get(id))) {
                about(id, news)
                        .agentState("CONNECTED", shown.at(), after.agentArn())
                        .heardAt(shown.at());
            }
        });
    }

    private static Facts about(ContactId id, Map<ContactId, Facts> news) {
        return news.computeIfAbsent(id, any -> Facts.about(any, Source.AGENT_EVENT));
    }
}
