package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Collects what Contact Lens says of one conversation, for [Facts#insights]. Null says nothing.
public final class ConversationFacts {

    private final RegistersBuilder<String> rules = new RegistersBuilder<>(Insights.NONE.rules());
    private BoundedSet<String> categories = Insights.NONE.categories();
    private BoundedSet<String> issues = Insights.NONE.issues();
    private Mood customer = Mood.UNKNOWN;
    private Mood agent = Mood.UNKNOWN;
    private @Nullable Latest<String> summary;
    private @Nullable Latest<AiAgent> aiAgent;
    private Insights.Analysis analysis = Insights.Analysis.UNDER_WAY;

    public void category(String name) {
        categories = categories.with(Bounds.word(name));
    }

    /// @param key tells it from other issues, however often it comes
    public void issue(String key) {
        issues = issues.with(Bounds.word(key));
    }

    /// One that was found afterwards.
    public void filedIssue(String key) {
        issue(Insights.FILED_ISSUE + key);
    }

    /// Nothing is made of what others than customers and agents say.
    ///
    /// @param place see [Utterance#place]
    public void sentiment(String participant, @Nullable String sentiment, Instant place) {
        if (sentiment == null) {
            return;
        }
        var mood = Mood.of(Bounds.word(sentiment), place);
        switch (participant) {
            case "CUSTOMER" -> customer = customer.join(mood);
            case "AGENT" -> agent = agent.join(mood);
            default -> {}
        }
    }

    public void summary(@Nullable String text) {
        if (text != null) {
            summary = Latest.of(summary, new Latest<>(Bounds.value(text), stamp(Stamp.UNTIMED)));
        }
    }

    /// @param kind of the event that tells it, as Amazon Connect calls it
    public void rule(String name, String kind, Instant at) {
        rules.tell(Bounds.word(name), Bounds.word(kind), stamp(EventTimes.realOrUntimed(at)));
    }

    /// @param at when Amazon Connect was asked
    public void aiAgent(String useCase, boolean escalated, Instant at) {
        aiAgent = Latest.of(aiAgent, new Latest<>(new AiAgent(useCase, escalated), Stamp.of(at, Source.RECONCILED)));
    }

    /// It has come to an end, well or not.
    public void analysed() {
        analysis = Insights.Analysis.OVER;
    }

    /// All of it is told, with what was said.
    public void filed() {
        analysis = Insights.Analysis.FILED;
    }

    public Insights insights() {
        return new Insights(categories, issues, customer, agent, summary, rules.build(), analysis, aiAgent);
    }

    private static Stamp stamp(Instant at) {
        return Stamp.of(at, Source.CONTACT_LENS);
    }
}
