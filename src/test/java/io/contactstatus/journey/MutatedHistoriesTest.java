package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.masking.Veil;
import io.contactstatus.simulator.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// Histories whose details have been changed at random: whatever they have become, there is a journey.
class MutatedHistoriesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final Random random = new Random(97);

    @Test
    void alwaysHaveAJourney() {
        var originals = new ArrayList<>(List.of(RecordedLegs.of(Samples.troubled()), RecordedLegs.of(Samples.bits())));
        for (var seed = 0; seed < 6; seed++) {
            originals.addAll(RecordedLegs.of(new Simulation(900 + seed, NOON).next()));
        }
        for (var original : originals) {
            for (var round = 0; round < 25; round++) {
                var history = original.history().stream().map(this::mutated).toList();
                // What is known of the contact may fit the history or not.
                var leg = round % 2 == 0 ? RecordedLegs.of(history) : new RecordedLeg(original.contact(), history);
                for (var veil : Veil.values()) {
                    for (var language : Journey.LANGUAGES) {
                        assertThat(leg.steps(Perspective.FRIENDLY, veil, language))
                                .allSatisfy(step -> assertThat(step.text()).isNotBlank());
                        var techy = leg.steps(Perspective.TECHY, veil, language);
                        assertThat(techy)
                                .hasSizeLessThanOrEqualTo(history.size())
                                .isNotEmpty();
                        assertThat(techy)
                                .allSatisfy(step -> assertThat(step.text()).isNotBlank());
                    }
                }
            }
        }
    }

    private HistoryEntry mutated(HistoryEntry said) {
        var tree = JSON.readTree(said.detail().json());
        for (var times = random.nextInt(3); times > 0; times--) {
            tree = mutated(tree);
        }
        var text = tree.toString();
        var cut = random.nextInt(40) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text;
        var type = random.nextInt(30) == 0 ? "何か\n{0}" : said.type();
        return new HistoryEntry(
                said.contactId(),
                random.nextInt(20) == 0 ? Instant.EPOCH : said.at().plusMillis(random.nextInt(5_000) - 2_500),
                said.source(),
                type,
                said.summary(),
                said.id(),
                HistoryEntry.Detail.of(cut));
    }

    private JsonNode mutated(JsonNode tree) {
        if (!tree.isObject() || tree.isEmpty() || random.nextInt(25) == 0) {
            return anything();
        }
        var names = new ArrayList<>(tree.propertyNames());
        var name = names.get(random.nextInt(names.size()));
        var changed = tree.deepCopy().asObject();
        switch (random.nextInt(4)) {
            case 0 -> changed.remove(name);
            case 1 -> changed.set(name, anything());
            case 2 -> changed.set(names.get(random.nextInt(names.size())), tree.get(name));
            default -> changed.set(name, mutated(tree.get(name)));
        }
        return changed;
    }

    private JsonNode anything() {
        return switch (random.nextInt(10)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(Double.MAX_VALUE);
            case 3 -> NODES.booleanNode(true);
            case 4 ->
                NODES.arrayNode().add(NODES.objectNode().put("Text", "{1} '")).addNull();
            case 5 -> NODES.objectNode();
            case 6 -> NODES.stringNode("");
            case 7 -> NODES.stringNode("1970-01-01T00:00:00.001Z");
            case 8 -> NODES.stringNode("+999999999-12-31T23:59:59Z");
            default -> NODES.stringNode("{0} $1 \\ '' “ \u0000 <b> 😀" + "9".repeat(random.nextInt(70)));
        };
    }
}
