package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.LocalDynamoDb;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.json.JSONException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.skyscreamer.jsonassert.JSONAssert;
import org.skyscreamer.jsonassert.JSONCompareMode;

/// The stories that broke what this service replaces, told to the packaged application over HTTP.
class StoriesIT {

    private static final List<Function<Call, byte[]>> ALL = List.of(
            Call::initiated,
            Call::connectedToSystem,
            Call::flowLogs,
            Call::queued,
            Call::connectedToAgent,
            Call::disconnected,
            Call::contactRecord);

    private static ServiceProcess process;
    private static Service service;

    private final Call call = Call.fresh();

    @BeforeAll
    static void start() {
        process = ServiceProcess.serving(LocalDynamoDb.freshPrefix());
        service = process.service();
    }

    @AfterAll
    static void end() {
        process.close();
    }

    @AfterEach
    void countsAddUp() {
        var counts = service.counts();
        counts.assertThatTheyAddUp();
        assertThat(counts.inFlight()).isZero();
    }

    @Test
    void showsACallAsItWas() throws Exception {
        tell(call, ALL);

        assertShown("expected-whole", call);
        assertThat(service.historyIds(call.contactId()))
                .hasSize(7)
                .contains("INITIATED@2026-01-05T21:24:00.999Z", "flow-log-of-" + call.contactId());
        assertThat(service.contactsOf(call.customer())).hasSize(1);
    }

    @Test
    void showsItTheSameWhenTheRecordComesFirstAndEverythingElseBackwards() throws Exception {
        tell(call, ALL.reversed());

        assertShown("expected-whole", call);
    }

    @Test
    void showsItTheSameInAnyOrderAndWhenEverythingComesThrice() throws Exception {
        var random = new Random(5);
        for (var round = 0; round < 15; round++) {
            var told = new ArrayList<>(ALL);
            told.addAll(ALL);
            told.addAll(ALL);
            Collections.shuffle(told, random);
            var another = Call.fresh();

            tell(another, told);

            assertShown("expected-whole", another);
            assertThat(service.historyIds(another.contactId())).hasSize(7);
        }
    }

    @Test
    void showsACallOfWhichOnlyTheRecordCame() throws Exception {
        service.ingest(call.contactRecord());

        assertShown("expected-record-alone", call);
    }

    @Test
    void showsTheNewestEditionOfARecordInWhateverOrderTheyCome() {
        service.ingest(call.contactRecord("50", "de"), call.contactRecord("55", "ja"), call.contactRecord("57", "fr"));
        assertThat(language(call)).isEqualTo("fr");

        var falling = Call.fresh();
        service.ingest(
                falling.contactRecord("57", "fr"),
                falling.contactRecord("55", "ja"),
                falling.contactRecord("50", "de"));
        assertThat(language(falling)).isEqualTo("fr");
        assertThat(service.historyIds(falling.contactId())).hasSize(3);
    }

    @Test
    void twoEditionsOfOneSecondDoNotTakeTurns() {
        service.ingest(call.contactRecord("55", "ja"), call.contactRecord("55", "en"));
        var shown = language(call);

        service.ingest(call.contactRecord("55", "ja"));
        assertThat(language(call)).isEqualTo(shown);
        service.ingest(call.contactRecord("55", "en"));
        assertThat(language(call)).isEqualTo(shown);
        assertThat(service.historyIds(call.contactId())).hasSize(2);
    }

    @Test
    void forgetsACustomerWhoseDataWasDeletedEvenWhenTheOldRecordComesOnceMore() {
        tell(call, ALL);
        service.ingest(call.redactedRecord(), call.contactRecord(), call.initiated());

        var shown = service.contact(call.contactId());
        assertThat(shown.at("/customer/identifier").isMissingNode()).isTrue();
        assertThat(shown.toString()).doesNotContain(call.customer());
        assertThat(service.contactsOf(call.customer())).isEmpty();
    }

    @Test
    void startsAContactWithAFlowLog() throws Exception {
        service.ingest(call.flowLogs());
        assertThat(shown("/flow/name")).isEqualTo("Main");
        assertThat(shown("/flow/blockType")).isEqualTo("PlayPrompt");

        service.ingest(call.initiated());
        assertThat(shown("/timestamps/initiated")).isEqualTo("2026-01-05T21:24:00.999Z");
        assertThat(shown("/flow/at")).isEqualTo("2026-01-05T21:24:02.442Z");
        assertThat(service.contactsOf(call.customer())).hasSize(1);
    }

    @Test
    void ordersTwoEventsOfOneSecondByWhatTheySayInside() {
        service.ingest(call.connectedToSystem(), call.initiated());

        assertThat(shown("/status")).isEqualTo("CONNECTED_TO_SYSTEM");
        assertThat(shown("/statusSince")).isEqualTo("2026-01-05T21:24:01.032Z");
        assertThat(shown("/timestamps/initiated")).isEqualTo("2026-01-05T21:24:00.999Z");
    }

    @Test
    void theRecordClosesACallWhoseEndGotLost() {
        var today = call.today();
        service.ingest(today.initiated(), today.queued(), today.connectedToAgent());
        assertThat(shown("/active")).isEqualTo("true");
        assertThat(service.activeContacts().toString()).contains(call.contactId());

        service.ingest(today.contactRecord());

        assertThat(shown("/active")).isEqualTo("false");
        assertThat(shown("/status")).isEqualTo("COMPLETED");
        assertThat(shown("/timestamps/disconnected")).isEqualTo(today.day() + "T21:25:47.000Z");
        assertThat(shown("/disconnectReason")).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(service.activeContacts().toString()).doesNotContain(call.contactId());
    }

    @Test
    void aLateQueuedTakesNobodyBackToTheQueue() {
        service.ingest(call.initiated(), call.connectedToAgent());
        service.ingest(call.queued());

        assertThat(shown("/status")).isEqualTo("CONNECTED_TO_AGENT");
        assertThat(shown("/statusSince")).isEqualTo("2026-01-05T21:24:58.202Z");
        assertThat(shown("/queue/enqueuedAt")).isEqualTo("2026-01-05T21:24:04.505Z");
        assertThat(shown("/flags/queued")).isEqualTo("true");
    }

    @Test
    void losesNothingOfTheGoodRecordsNextToABadOneAndCountsThemAll() {
        var before = service.counts();
        var body = new String(call.initiated(), StandardCharsets.UTF_8)
                + "{\"neither\": \"fish\"}"
                + new String(call.queued(), StandardCharsets.UTF_8);

        var outcome = service.outcomeOf(body.getBytes(StandardCharsets.UTF_8));
        service.ingest(Call.controlMessage());

        assertThat(outcome.get("accepted").intValue()).isEqualTo(2);
        assertThat(outcome.at("/rejected/0/index").intValue()).isEqualTo(1);
        assertThat(shown("/status")).isEqualTo("QUEUED");
        var after = service.counts();
        assertThat(after.read() - before.read()).isEqualTo(4);
        assertThat(after.stored() - before.stored()).isEqualTo(2);
        assertThat(after.ignored() - before.ignored()).isEqualTo(1);
        assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(1);
    }

    private static void tell(Call call, List<Function<Call, byte[]>> what) {
        what.forEach(one -> service.ingest(one.apply(call)));
    }

    private static String language(Call told) {
        return service.contact(told.contactId()).at("/attributes/language").stringValue();
    }

    private String shown(String pointer) {
        return service.contact(call.contactId()).at(pointer).asString();
    }

    private static void assertShown(String expected, Call told) throws JSONException {
        JSONAssert.assertEquals(
                told.text(expected), service.contact(told.contactId()).toString(), JSONCompareMode.STRICT);
    }
}
