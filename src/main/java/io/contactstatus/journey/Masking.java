package io.contactstatus.journey;

import io.contactstatus.dialect.BlockKind;
import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.LenientNode;
import io.contactstatus.masking.CardNumbers;
import io.contactstatus.masking.KnownSecrets;
import io.contactstatus.masking.PromptMask;
import io.contactstatus.masking.Redaction;
import io.contactstatus.masking.Secrets;
import io.contactstatus.masking.Veil;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What a journey may show of what was said. Every text of a step comes from here or from [Phrases].
final class Masking {

    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 12;
    private static final int LONGEST = 1_000;

    private final Veil veil;
    private final @Nullable PromptMask wording;
    private final KnownSecrets secrets;

    Masking(Veil veil, List<ParsedEntry> entries, List<BlockRun> runs) {
        this.veil = veil;
        secrets = KnownSecrets.of(enteredIn(runs));
        wording = veil == Veil.LIFTED ? null : Known.hiddenIn(entries);
    }

    /// Words of a flow that customers hear.
    String wording(String text) {
        var said = Secrets.codesHiddenIn(secrets.hiddenIn(PromptMask.spoken(beginning(text))));
        var words = wording == null ? CardNumbers.hiddenIn(said) : wording.of(said);
        return bounded(words.strip());
    }

    private static List<String> enteredIn(List<BlockRun> runs) {
        return runs.stream()
                .flatMap(run -> Stream.ofNullable(
                        run.asksForSecret()
                                ? run.results()
                                : Secrets.isNamedBy(run.inputs().text("Key"))
                                        ? run.inputs().text("Value")
                                        : null))
                .filter(entered -> !BlockOutcomes.isWordOfBlocks(entered))
                .toList();
    }

    /// Words of customers, values of attributes, numbers.
    String personal(String text) {
        var said = secrets.hiddenIn(beginning(text));
        return bounded(Secrets.hiddenIn(Objects.requireNonNull(veil.over(said))));
    }

    /// Hidden from every reader where its name says that it is a secret.
    String personal(@Nullable String name, String text) {
        return Secrets.isNamedBy(name) ? Veil.HIDDEN : personal(text);
    }

    /// Names that the operator gave to queues, flows and blocks, and words of Amazon Connect.
    String word(String text) {
        return bounded(CardNumbers.hiddenIn(Objects.requireNonNull(veil.overPhonesIn(text))));
    }

    @Nullable
    String wordIfAny(@Nullable String text) {
        return text == null || text.isEmpty() ? null : word(text);
    }

    /// Flat, by path: `Parameters.Text`.
    Map<String, String> detail(JsonNode said) {
        var shown = veil == Veil.LIFTED ? Secrets.hiddenIn(said) : Redaction.of(said);
        var flat = new LinkedHashMap<String, String>();
        flatten("", shown, 0, flat);
        flat.replaceAll((path, value) -> secrets.hiddenIn(value));
        return flat;
    }

    private static void flatten(String path, JsonNode node, int depth, Map<String, String> into) {
        if (into.size() >= MOST_PARTS || depth > DEEPEST || node.isNull() || node.isMissingNode()) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(part -> flatten(
                            path.isEmpty() ? part.getKey() : path + "." + part.getKey(),
                            part.getValue(),
                            depth + 1,
                            into));
        } else if (node.isArray()) {
            var index = 0;
            for (var element : node) {
                flatten(path + "[" + index++ + "]", element, depth + 1, into);
            }
        } else {
            into.put(bounded(path), bounded(node.asString("")));
        }
    }

    /// So much more than is shown that what is cut cannot be seen.
    private static String beginning(String text) {
        return text.length() <= 4 * LONGEST ? text : text.substring(0, 4 * LONGEST);
    }

    private static String bounded(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    /// What the history tells of the customer, wherever prompts may have been filled in from.
    private static final class Known {

        private static final int MOST = 1_000;

        private final Set<String> values = new HashSet<>();

        static PromptMask hiddenIn(List<ParsedEntry> entries) {
            var known = new Known();
            entries.forEach(known::learn);
            return known.values.size() > MOST ? PromptMask.nothing() : PromptMask.without(known.values);
        }

        private void learn(ParsedEntry entry) {
            switch (entry.source()) {
                case FLOW_LOG -> ofBlock(entry);
                case FLOW_EVENT -> {
                    ofContact(entry.contact());
                    add(entry.detail().part("Details").part("Parameters").node());
                }
                case CONTACT_RECORD, CONTACT_EVENT, API -> ofContact(entry.contact());
                case RECONCILED -> ofContact(entry.detail().part("Contact"));
                case AGENT_EVENT, CONTACT_LENS -> {}
            }
        }

        private void ofBlock(ParsedEntry line) {
            var detail = line.detail();
            var inputs = detail.part("Parameters");
            var kind = FlowBlocks.kindOf(line.type());
            if (kind == BlockKind.ATTRIBUTE) {
                add(inputs.part("Value").node());
                add(inputs.part("Attributes").node());
            }
            if (kind.isAnswered()) {
                add(detail.part("Results").node());
            }
            add(inputs.part("Parameters").node());
            add(detail.part("ExternalResults").node());
            add(detail.part("ResultData").node());
        }

        private void ofContact(LenientNode contact) {
            for (var name : List.of(
                    "Attributes",
                    "ContactDetails",
                    "CustomerEndpoint",
                    "CustomerId",
                    "CustomerIdentifier",
                    "Description",
                    "Name",
                    "References")) {
                add(contact.part(name).node());
            }
        }

        private void add(JsonNode node) {
            if (values.size() > MOST) {
                return;
            }
            if (node.isContainer()) {
                node.values().forEach(this::add);
            } else if (node.isString() || node.isNumber()) {
                values.add(node.asString(""));
            }
        }
    }
}
