package io.contactstatus.contact;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Phase.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The table of outcomes as people read it: `docs/outcomes.md`.
///
/// After a change that is meant, write the file anew with `./mvnw test -Dtest=OutcomesTableTest
/// -Doutcomes.write=true` and read the difference.
class OutcomesTableTest {

    private static final Path FILE = Path.of("docs/outcomes.md");

    private static final List<String> REASONS = List.of(
            "CUSTOMER_DISCONNECT",
            "AGENT_DISCONNECT",
            "AGENT_COMPLETED",
            "AGENT_NETWORK_DISCONNECT",
            "THIRD_PARTY_DISCONNECT",
            "BARGED",
            "CONTACT_FLOW_DISCONNECT",
            "API",
            "DISCARDED",
            "EXPIRED",
            "IDLE_DISCONNECT",
            "TRANSFERRED",
            "TELECOM_PROBLEM",
            "TELECOM_BUSY",
            "TELECOM_NUMBER_INVALID",
            "TELECOM_POTENTIAL_BLOCKING",
            "TELECOM_UNANSWERED",
            "TELECOM_TIMEOUT",
            "TELECOM_ORIGINATOR_CANCEL",
            "CUSTOMER_NEVER_ARRIVED",
            "CUSTOMER_CONNECTION_NOT_ESTABLISHED",
            "OUTBOUND_DESTINATION_ENDPOINT_ERROR",
            "OUTBOUND_RESOURCE_ERROR",
            "OUTBOUND_ATTEMPT_FAILED",
            "OUTBUND_PREVIEW_DISCARDED",
            "SYSTEM_ERROR",
            "OTHER",
            "a word that is not known");

    private static final String NO_REASON_IN_RECORD = "none, in a record";
    private static final String NO_REASON = "none, no record";

    /// @param phases in which it may end on the customer's side, in the order of its life
    private record Sort(String name, String method, String channel, boolean campaign, List<Kind> phases) {}

    private static final List<Sort> SORTS = List.of(
            new Sort(
                    "Inbound call",
                    "INBOUND",
                    "VOICE",
                    false,
                    List.of(Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort(
                    "Transferred call, call made by a program and answered",
                    "QUEUE_TRANSFER",
                    "VOICE",
                    false,
                    List.of(Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort("Chat", "API", "CHAT", false, List.of(Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort(
                    "Task",
                    "API",
                    "TASK",
                    false,
                    List.of(Kind.SCHEDULED, Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort(
                    "E-mail", "INBOUND", "EMAIL", false, List.of(Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort(
                    "Callback, the agent first",
                    Method.CALLBACK,
                    "VOICE",
                    false,
                    List.of(Kind.SCHEDULED, Kind.QUEUE, Kind.RINGING, Kind.DIALLING, Kind.WITH_AGENT)),
            new Sort(
                    "Callback, the customer first: waiting",
                    Method.CUSTOMER_FIRST_QUEUED,
                    "VOICE",
                    false,
                    List.of(Kind.SCHEDULED, Kind.QUEUE)),
            new Sort(
                    "Callback, the customer first: dialled",
                    Method.CUSTOMER_FIRST_DIALED,
                    "VOICE",
                    false,
                    List.of(Kind.DIALLING, Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort("Outgoing call", "OUTBOUND", "VOICE", false, List.of(Kind.DIALLING, Kind.FLOW, Kind.WITH_AGENT)),
            new Sort(
                    "Outgoing message",
                    "OUTBOUND",
                    "CHAT",
                    false,
                    List.of(Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)),
            new Sort(
                    "Campaign call",
                    "API",
                    "VOICE",
                    true,
                    List.of(Kind.DIALLING, Kind.FLOW, Kind.QUEUE, Kind.RINGING, Kind.WITH_AGENT)));

    @Test
    void isWrittenDown() throws IOException {
        var page = page();
        if (Boolean.getBoolean("outcomes.write")) {
            Files.writeString(FILE, page);
        }

        assertThat(page).isEqualTo(Files.readString(FILE, StandardCharsets.UTF_8));
    }

    /// A message that we send is no call; and a word that is not known explains nothing, whoever was where.
    @Test
    void aWordThatIsNotKnownIsNeverAnAbandonment() {
        for (var sort : SORTS) {
            for (var phase : sort.phases()) {
                assertThat(outcome(sort, phase, "SOMETHING_NEW")).isNotEqualTo(Outcome.ABANDONED);
                assertThat(outcome(sort, phase, NO_REASON_IN_RECORD)).isNotEqualTo(Outcome.ABANDONED);
            }
        }
    }

    private static String page() {
        var page = new StringBuilder("""
                # Outcomes

                How a contact ended for its customer: `outcome`. The first row that fits decides. Absent while the contact is active, and
                where nothing explains the end. Printed from `Outcomes` by `OutcomesTableTest`; do not edit.

                | # | when | outcome | in Amazon Connect |
                |---|---|---|---|
                """);
        var number = 0;
        for (var row : Outcomes.TABLE) {
            number++;
            page.append("| %s | %s | %s | %s |\n".formatted(number, row.when(), name(row.outcome()), metric(row)));
        }
        page.append("""

                Where we and Amazon Connect's metrics differ:
                - *Contacts abandoned* is `ABANDONED` of legs that are `CUSTOMER`. Amazon Connect knows a reason for each; until a contact record
                  has come, an end of a call while it was queued or rang counts as one here, which its record may take back.
                - Amazon Connect counts each leg of a chain by itself; a customer who went on to another leg is `WENT_ON` here, and counts there.
                - *Agent non-response without customer abandons* is `flags.missedByAgent`: missed or refused before the customer's end. It says
                  nothing of how the contact ended.
                - A customer who left the queue at least two seconds before the end, for a voicemail or an outside number, did not abandon.
                - Test contacts (`synthetic`) have outcomes, and are in no figure.

                What the reason of the end means, for each sort of contact and where it was last on the customer's side. `–` is none. Reasons
                that mean the same stand together. The rows above that look at other legs come before.
                """);
        SORTS.forEach(sort -> page.append('\n').append(matrix(sort)));
        return page.toString();
    }

    private static String metric(Outcomes.Row row) {
        if (row.outcome() == null) {
            return "";
        }
        return switch (row.outcome()) {
            case ANSWERED -> "*Contacts handled*";
            case ABANDONED -> "*Contacts abandoned*";
            case ENDED_BY_FLOW, LEFT_IN_FLOW, TRANSFERRED_OUT, EXPIRED, CLOSED, FAILED -> "not abandoned";
            case CALLBACK_REQUESTED -> "not abandoned; *Callback contacts* counts the callback";
            case MONITORED, INTERNAL, WENT_ON, NOT_REACHED -> "";
        };
    }

    private static String matrix(Sort sort) {
        var reasonsByMeaning = new LinkedHashMap<List<String>, List<String>>();
        var reasons = new ArrayList<>(REASONS);
        reasons.add(NO_REASON_IN_RECORD);
        reasons.add(NO_REASON);
        for (var reason : reasons) {
            var meaning = sort.phases().stream()
                    .map(phase -> name(outcome(sort, phase, reason)))
                    .toList();
            reasonsByMeaning.computeIfAbsent(meaning, key -> new ArrayList<>()).add(reason);
        }
        var table = new StringBuilder("## %s\n\n| reason |".formatted(sort.name()));
        sort.phases().forEach(phase -> table.append(" %s |".formatted(phase)));
        table.append("\n|---|").append("---|".repeat(sort.phases().size())).append('\n');
        reasonsByMeaning.forEach((meaning, all) -> table.append("| %s | %s |\n"
                .formatted(
                        all.stream().map(OutcomesTableTest::word).collect(joining(", ")),
                        String.join(" | ", meaning))));
        return table.toString();
    }

    private static @Nullable Outcome outcome(Sort sort, Kind phase, String reason) {
        var isTogether = phase == Kind.WITH_AGENT;
        var isCallback = sort.method().equals(Method.CALLBACK);
        var isCalling = sort.channel().equals("VOICE")
                && (sort.campaign()
                        || sort.method().equals("OUTBOUND")
                        || sort.method().equals(Method.CUSTOMER_FIRST_DIALED));
        var hasCalled = isCallback ? phase == Kind.DIALLING || isTogether : isCalling;
        var ending = new EndingBuilder(sort.method(), sort.channel(), phase)
                .together(isTogether)
                .called(hasCalled)
                .answered(phase != Kind.DIALLING)
                .recorded(!reason.equals(NO_REASON));
        var isTold = !reason.equals(NO_REASON) && !reason.equals(NO_REASON_IN_RECORD);
        return Outcomes.of((isTold ? ending.reason(reason) : ending).ending());
    }

    private static String word(String reason) {
        return reason.contains(" ") ? reason : "`%s`".formatted(reason);
    }

    private static String name(@Nullable Outcome outcome) {
        return outcome == null ? "–" : "`%s`".formatted(outcome);
    }
}
