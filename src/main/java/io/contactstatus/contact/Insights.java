package io.contactstatus.contact;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What Contact Lens makes of a conversation, while it goes on and after it. Words that were spoken are not in it, the
/// [#summary] excepted: those are [Utterance]s.
///
/// @param categories names of the operator's categories
/// @param issues a key of each issue, which has no time: their count stops at [#MOST_ISSUES]
/// @param summary of the whole conversation, written by a machine: words like any other
/// @param rules names of the operator's rules, and when they matched last: the value is the kind of event
/// @param analysis how far it is
/// @param aiAgent what machines did on it; known only where Amazon Connect was asked
public record Insights(
        BoundedSet<String> categories,
        BoundedSet<String> issues,
        Mood customer,
        Mood agent,
        @Nullable Latest<String> summary,
        Registers<String> rules,
        Analysis analysis,
        @Nullable Latest<AiAgent> aiAgent) {

    /// How far the analysis is.
    public enum Analysis {
        UNDER_WAY,
        /// It has come to an end, well or not.
        OVER,
        /// What was made of the whole conversation afterwards is known, with its utterances: they replace those that
        /// were heard meanwhile.
        FILED;

        private Analysis join(Analysis other) {
            return compareTo(other) < 0 ? other : this;
        }
    }

    /// Of an issue that was found afterwards: it comes behind all others, and so is kept rather than they.
    static final String FILED_ISSUE = "~";

    public static final int MOST_CATEGORIES = 32;

    public static final int MOST_ISSUES = 64;

    public static final int MOST_RULES = 32;

    public static final Insights NONE = new Insights(
            BoundedSet.none(MOST_CATEGORIES),
            BoundedSet.none(MOST_ISSUES),
            Mood.UNKNOWN,
            Mood.UNKNOWN,
            null,
            Registers.none(MOST_RULES),
            Analysis.UNDER_WAY,
            null);

    Insights join(Insights other) {
        if (other.equals(NONE)) {
            return this;
        }
        return equals(NONE)
                ? other
                : new Insights(
                        categories.join(other.categories),
                        issues.join(other.issues),
                        customer.join(other.customer),
                        agent.join(other.agent),
                        Latest.of(summary, other.summary),
                        rules.join(other.rules),
                        analysis.join(other.analysis),
                        Latest.of(aiAgent, other.aiAgent));
    }

    /// Whether nothing more is heard.
    public boolean analysed() {
        return analysis != Analysis.UNDER_WAY;
    }

    /// From where the utterances of the conversation are to be taken.
    public Utterance.Origin origin() {
        return analysis == Analysis.FILED ? Utterance.Origin.FILE : Utterance.Origin.LIVE;
    }

    /// What was found afterwards is all there is: live ones are the same issues under other names.
    public int issueCount() {
        var all = issues.elements();
        return analysis == Analysis.FILED ? all.tailSet(FILED_ISSUE).size() : all.size();
    }

    public boolean isEmpty() {
        return equals(NONE);
    }

    /// Whether what is shown is the same. Almost every utterance moves the place of the newest one and nothing else.
    boolean looksLike(Insights other) {
        return analysis == other.analysis
                && categories.equals(other.categories)
                && issues.equals(other.issues)
                && rules.equals(other.rules)
                && Objects.equals(summary, other.summary)
                && Objects.equals(aiAgent, other.aiAgent)
                && soundsLike(other);
    }

    /// Whether the sentiments that are shown are the same.
    public boolean soundsLike(Insights other) {
        return sameMood(customer, other.customer) && sameMood(agent, other.agent);
    }

    private static boolean sameMood(Mood one, Mood other) {
        return one.negativeRun() == other.negativeRun() && Objects.equals(one.sentiment(), other.sentiment());
    }
}
