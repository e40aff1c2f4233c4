package io.contactstatus.view;

import io.contactstatus.contact.Insights;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.Stamp;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Contact Lens makes of the conversation.
///
/// @param summary words like any other: only [#of] for those who may read transcripts has it
@Schema(name = "Insights", description = "What Contact Lens makes of the conversation.")
public record InsightsView(
        @Nullable List<String> categories,

        @Schema(description = "Rules of Contact Lens that have matched, the last time each.") @Nullable
        List<Rule> rules,

        @Schema(description = "Of the newest thing the customer said: POSITIVE, NEUTRAL, NEGATIVE …") @Nullable
        String customerSentiment,

        @Nullable String agentSentiment,

        @Schema(description = "How many of the newest things that the customer said are negative; 16 may be more.")
        @Nullable
        Integer negativeRun,

        @Schema(description = "How many issues were found; 64 may be more.") @Nullable
        Integer issues,

        @Schema(description = "Only with the scope transcripts:read, and where words are stored.") @Nullable
        String summary,

        @Schema(description = "What machines did, where Amazon Connect was asked.") @Nullable
        AiAgentView aiAgent) {

    @Schema(name = "AiAgent")
    public record AiAgentView(
            @Schema(description = "SELF_SERVICE, AGENT_ASSISTANCE …")
            String useCase,

            @Schema(description = "One of them has given the customer to a person.")
            boolean escalated) {}

    @Schema(name = "MatchedRule")
    public record Rule(String name, @Nullable Instant at) {}

    /// Null where nothing is known.
    static @Nullable InsightsView of(Insights told, boolean withWords) {
        if (told.isEmpty()) {
            return null;
        }
        return new InsightsView(
                categoriesOf(told),
                told.rules().byKey().isEmpty() ? null : rulesOf(told),
                told.customer().sentiment(),
                told.agent().sentiment(),
                runOf(told),
                told.issues().isEmpty() ? null : told.issueCount(),
                withWords && told.summary() != null ? told.summary().value() : null,
                told.aiAgent() == null
                        ? null
                        : new AiAgentView(
                                told.aiAgent().value().useCase(),
                                told.aiAgent().value().escalated()));
    }

    /// As much of it as lists show.
    static @Nullable InsightsView inShort(Insights told) {
        var categories = categoriesOf(told);
        var run = runOf(told);
        return categories == null && run == null
                ? null
                : new InsightsView(categories, null, null, null, run, null, null, null);
    }

    private static @Nullable List<String> categoriesOf(Insights told) {
        return told.categories().isEmpty()
                ? null
                : List.copyOf(told.categories().elements());
    }

    private static List<Rule> rulesOf(Insights told) {
        return told.rules().byKey().entrySet().stream()
                .map(rule ->
                        new Rule(rule.getKey(), known(rule.getValue().stamp().at())))
                .toList();
    }

    /// Null where none has matched.
    static @Nullable List<String> matchedRules(Insights told) {
        var rules = told.rules().byKey().entrySet();
        return rules.isEmpty()
                ? null
                : rules.stream()
                        .sorted(Comparator.comparing((Map.Entry<String, Latest<String>> rule) ->
                                        rule.getValue().stamp().at())
                                .reversed())
                        .map(Map.Entry::getKey)
                        .toList();
    }

    private static @Nullable Instant known(Instant at) {
        return at.equals(Stamp.UNTIMED) ? null : at;
    }

    private static @Nullable Integer runOf(Insights told) {
        return told.customer().sentiment() == null ? null : told.customer().negativeRun();
    }

    boolean has(String category) {
        return categories != null && categories.contains(category);
    }
}
