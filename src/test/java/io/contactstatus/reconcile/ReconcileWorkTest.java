package io.contactstatus.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.connect.AskedConnect;
import io.contactstatus.contact.AiAgent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Status;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.standin.InMemoryConnect;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.NameStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.web.Records;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is lost on the way is learnt by asking, with the clock moved on.
class ReconcileWorkTest {

    private static final Instant START = Instant.parse("2026-01-05T12:00:00Z");
    private static final String INSTANCE =
            "arn:aws:connect:eu-west-2:123456789012:instance/5b5b9a35-1e32-4a0d-8f6d-0d6f0d3a3a11";
    private static final StaleProperties LIMITS = new StaleProperties(
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(30),
            Duration.ofMinutes(40));
    private static final JsonMapper JSON = new JsonMapper();

    private final InMemoryConnect connect = new InMemoryConnect();
    private final MovingClock clock = new MovingClock(START);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final TestStores stores = TestStores.over(LocalDynamoDb.shared().client(), prefix, meters, clock);
    private final ContactIngest ingest =
            Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);
    private final AiAgentQuestions aiAgents = new AiAgentQuestions(stores.due(), stores.contacts(), clock);
    private final Set<ContactId> known = new TreeSet<>(Comparator.comparing(ContactId::value));
    private final LearntNames learnt = new LearntNames();
    private final List<NameStore.Name> kept = new ArrayList<>();

    @AfterEach
    void end() {
        connect.close();
    }

    @ParameterizedTest
    @CsvSource({"0.6, 0.6, 1", "0.05, 0.02, 1", "0.6, 0.6, 3"})
    void noGhostIsOlderThanItsLimitAndFiveMinutesHoweverMuchIsLost(
            double eventsLost, double recordsLost, int answeredOf) throws InterruptedException {
        // Of more at once than it may ask in five minutes it cannot be.
        var stories = LongRun.choose(15, answeredOf == 1 ? 600 : 60);
        var random = new Random(17);
        var simulation = new Simulation(4, START);
        var last = START;
        for (var number = 0; number < stories; number++) {
            var story = simulation.next();
            story.expected().forEach(contact -> known.add(new ContactId(contact.contactId())));
            story.records().forEach(this::tellConnect);
            var arrived = story.records().stream()
                    .filter(record -> random.nextDouble()
                            >= (record.kind() == RecordKind.CONTACT_RECORD ? recordsLost : eventsLost))
                    .toList();
            if (!arrived.isEmpty()) {
                ingest(arrived);
            }
            var end = story.records().getLast().at();
            last = end.isAfter(last) ? end : last;
        }
        clock.pass(Duration.between(START, last));
        // Where hardly anything is lost, hardly any contact lacks all three that end it.
        assertThat(live().stream().filter(ContactSummaryView::active).count())
                .isGreaterThanOrEqualTo(eventsLost > 0.5 ? 1 : 0);

        var work = work(1_000);
        work.begin(Map.of());
        connect.answerOneOf("DescribeContact", answeredOf);
        for (var minute = 0; minute < 46; minute++) {
            for (var left = Duration.ofMinutes(1); left.isPositive(); ) {
                var pause = work.pause(work.round());
                var passed = pause.compareTo(left) < 0 ? pause.plusSeconds(1) : left;
                clock.pass(passed);
                left = left.minus(passed);
            }
            var oldest = clock.instant().minus(Duration.ofMinutes(5));
            assertThat(live())
                    .allSatisfy(contact -> assertThat(LIMITS.staleFrom(contact))
                            .satisfiesAnyOf(
                                    from -> assertThat(from).isNull(),
                                    from -> assertThat(from).isAfterOrEqualTo(oldest)));
        }
        assertThat(live().stream().filter(ContactSummaryView::active)).isEmpty();
        assertThat(connect.requests().size()).isLessThan(2 * answeredOf * known.size());
    }

    @Test
    void aContactOfWhichNoTimeIsKnownIsAskedAboutTooAfterItsLimit() throws InterruptedException {
        var id = new ContactId("5a1c9c3e-7d8f-4b2a-9c1d-2e3f4a5b6c7d");
        known.add(id);
        ingest.accept(
                "test",
                List.of(new RawRecord("""
                {"Name":"ContactFlowEvent","Details":{"ContactData":{"Channel":"VOICE","ContactId":"%s",
                 "InitiationMethod":"INBOUND","InstanceARN":"%s"},"Parameters":{}}}""".formatted(id.value(), INSTANCE).getBytes(StandardCharsets.UTF_8), "1")),
                StoreRetry.endless());
        var work = work(1_000);
        work.round();
        assertThat(live()).hasSize(1);
        clock.pass(Duration.ofMinutes(20));
        work.round();
        assertThat(described()).isZero();

        clock.pass(Duration.ofMinutes(1));
        work.round();

        assertThat(described()).isOne();
        assertThat(live()).isEmpty();
    }

    @Test
    void aContactThatAmazonConnectDoesNotKnowLeavesTheListsAndStaysReadable() throws InterruptedException {
        var id = queued();
        clock.pass(Duration.ofMinutes(21));

        work(1_000).round();

        assertThat(live()).isEmpty();
        assertThat(stores.contacts().active(any -> true, 10, null).items()).isEmpty();
        var seen = stores.contacts().find(id).orElseThrow();
        assertThat(seen.snapshot().active()).isTrue();
        assertThat(ContactSummaryView.of(seen, Veil.DRAWN).flags().unknownToConnect())
                .isTrue();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aMissingPermissionIsSaidOnceAndHarmsNothingNorDoesAThrottledApi(CapturedOutput output)
            throws InterruptedException {
        var id = queued();
        connect.knows(id.value(), "{'Channel':'VOICE','DisconnectTimestamp':1767614401.5}");
        clock.pass(Duration.ofMinutes(21));
        var work = work(1_000);

        connect.failWith("DescribeContact", "AccessDeniedException");
        work.round();
        work.round();
        assertThat(described()).isEqualTo(1);
        clock.pass(Duration.ofMinutes(6));
        work.round();
        assertThat(described()).isEqualTo(2);
        assertThat(output).containsOnlyOnce("connect:DescribeContact is not allowed");
        assertThat(live()).hasSize(1);

        connect.failWith("DescribeContact", "ThrottlingException");
        var other = work(1_000);
        other.round();
        other.round();
        assertThat(described()).isEqualTo(3);

        connect.failWith("DescribeContact", null);
        work(1_000).round();
        assertThat(live()).isEmpty();
    }

    @Test
    void afterAnInterruptionEverythingThatWasLiveBeforeIsDoubtful() throws InterruptedException {
        var id = queued();
        connect.knows(id.value(), "{'Channel':'VOICE','DisconnectTimestamp':1767614401.5}");
        clock.pass(Duration.ofMinutes(12));
        var work = work(1_000);

        work.begin(Map.of("looked", clock.instant().minus(Duration.ofMinutes(2)).toString()));
        work.round();
        assertThat(described()).isZero();

        work.begin(Map.of("looked", START.toString()));
        // Another instance goes on with it.
        var next = work(1_000);
        next.begin(work.progress());
        next.round();
        assertThat(live()).isEmpty();
    }

    @Test
    void afterAGapOfAStreamWhatWasLiveBeforeIsDoubtful() throws InterruptedException {
        var id = queued();
        connect.knows(id.value(), "{'Channel':'VOICE','DisconnectTimestamp':1767614401.5}");
        clock.pass(Duration.ofMinutes(12));
        var work = work(1_000);
        work.begin(Map.of("looked", clock.instant().toString()));
        stores.gaps().keep(START, "calls/shard-1");
        work.round();
        assertThat(described()).isZero();

        stores.gaps().keep(clock.instant().minus(Duration.ofMinutes(3)), "calls/shard-2");
        work.round();

        assertThat(live()).isEmpty();
        assertThat(described()).isOne();
    }

    @Test
    void whatMachinesDidIsAskedOnceWhereTheRecordNamesASession() throws InterruptedException {
        var id = over();
        connect.knows(
                id.value(),
                "{'Channel':'VOICE','WisdomInfo':{'AiAgents':[{'AiUseCase':'AGENT_ASSISTANCE'},{'AiUseCase':'SELF_SERVICE','AiAgentEscalated':true}]}}");
        aiAgents.sessionNamed(id);
        aiAgents.sessionNamed(id);
        clock.pass(Duration.ofMinutes(1));
        var work = work(1_000);

        work.round();
        work.round();

        assertThat(described()).isOne();
        var told =
                stores.contacts().find(id).orElseThrow().snapshot().insights().aiAgent();
        assertThat(Objects.requireNonNull(told).value()).isEqualTo(new AiAgent("SELF_SERVICE", true));
        assertThat(stores.contacts().find(id).orElseThrow().snapshot().active()).isFalse();
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aContactThatCannotBeReadKeepsNoOtherFromBeingAskedWhatMachinesDid(CapturedOutput output)
            throws InterruptedException {
        var broken = over();
        var whole = over();
        connect.knows(
                whole.value(),
                "{'Channel':'VOICE','WisdomInfo':{'AiAgents':[{'AiUseCase':'SELF_SERVICE','AiAgentEscalated':true}]}}");
        aiAgents.sessionNamed(broken);
        clock.pass(Duration.ofMinutes(1));
        aiAgents.sessionNamed(whole);
        clock.pass(Duration.ofMinutes(1));
        damage(broken);
        known.clear();
        var work = work(1_000);

        work.round();
        work.round();

        assertThat(stores.contacts()
                        .find(whole)
                        .orElseThrow()
                        .snapshot()
                        .insights()
                        .aiAgent())
                .isNotNull();
        assertThat(broken()).isOne();
        assertThat(output)
                .containsOnlyOnce("what machines did on contact " + broken.value() + " cannot be asked")
                .doesNotContain(Records.PHONE.substring(1));
    }

    @Test
    void aDoubtfulContactThatCannotBeReadKeepsNoOtherFromBeingAskedAbout() throws InterruptedException {
        var broken = queued();
        var whole = queued();
        var lists = live();
        clock.pass(Duration.ofMinutes(21));
        damage(broken);
        known.remove(broken);

        work(1_000, () -> lists).round();

        assertThat(connect.requests()).contains("DescribeContact " + whole.value());
        assertThat(broken()).isOne();
    }

    private double broken() {
        return meters.get("contact_status.reconcile.asked")
                .tag("outcome", "broken")
                .counter()
                .count();
    }

    private ContactId over() {
        var id = queued();
        ingest.accept(
                "test",
                List.of(new RawRecord(
                        Records.contactRecord(id.value(), Records.PHONE).getBytes(StandardCharsets.UTF_8), "1")),
                StoreRetry.endless());
        return id;
    }

    private void damage(ContactId id) {
        LocalDynamoDb.shared()
                .client()
                .updateItem(update -> update.tableName(prefix + "ContactStatus")
                        .key(Map.of("Connect_ContactId", AttributeValue.fromS(id.value())))
                        .updateExpression("SET #state = :broken")
                        .expressionAttributeNames(Map.of("#state", "State"))
                        .expressionAttributeValues(
                                Map.of(":broken", AttributeValue.fromB(SdkBytes.fromUtf8String("broken")))));
    }

    @Test
    void namesThatNobodyToldAreAskedForOnceAndKept() throws InterruptedException {
        queued();
        connect.names("billing", "Billing");
        var work = work(1_000);

        work.round();
        work.round();

        assertThat(learnt.ofQueue(INSTANCE + "/queue/billing")).isEqualTo("Billing");
        assertThat(kept).hasSize(1);
        assertThat(connect.requests()).containsOnlyOnce("DescribeQueue billing");
    }

    private long described() {
        return connect.requests().stream()
                .filter(request -> request.startsWith("DescribeContact"))
                .count();
    }

    private ContactId queued() {
        var id = new ContactId("contact-" + known.size());
        known.add(id);
        ingest.accept(
                "test",
                List.of(new RawRecord(
                        """
                {"detail-type":"Amazon Connect Contact Event","time":"2026-01-05T12:00:01Z","detail":{"eventType":"QUEUED",
                 "contactId":"%s","channel":"VOICE","initiationMethod":"INBOUND","instanceArn":"%s",
                 "initiationTimestamp":"2026-01-05T12:00:00.500Z",
                 "queueInfo":{"queueArn":"%s/queue/billing","enqueueTimestamp":"2026-01-05T12:00:01.500Z"}}}""".formatted(id.value(), INSTANCE, INSTANCE).getBytes(StandardCharsets.UTF_8), "1")),
                StoreRetry.endless());
        return id;
    }

    private void ingest(List<SimulatedRecord> records) {
        ingest.accept(
                "test",
                records.stream()
                        .map(record -> new RawRecord(record.payload(), "1"))
                        .toList(),
                StoreRetry.endless());
    }

    /// The truth as Amazon Connect has it, which is what its contact record says.
    private void tellConnect(SimulatedRecord record) {
        if (record.kind() != RecordKind.CONTACT_RECORD) {
            return;
        }
        var told = JSON.readTree(record.payload());
        var contact = JSON.createObjectNode();
        for (var name :
                List.of("Channel", "InitiationMethod", "InitialContactId", "PreviousContactId", "DisconnectReason")) {
            copy(told, contact, name);
        }
        for (var name : List.of("InitiationTimestamp", "ConnectedToSystemTimestamp", "DisconnectTimestamp")) {
            time(told, contact, name);
        }
        part(told.path("Queue"), contact.putObject("QueueInfo"), "EnqueueTimestamp");
        part(told.path("Agent"), contact.putObject("AgentInfo"), "ConnectedToAgentTimestamp");
        time(told.path("Agent"), (ObjectNode) contact.path("AgentInfo"), "AfterContactWorkStartTimestamp");
        time(told.path("Agent"), (ObjectNode) contact.path("AgentInfo"), "AfterContactWorkEndTimestamp");
        connect.knows(told.path("ContactId").stringValue(), contact.toString());
    }

    private static void copy(JsonNode from, ObjectNode to, String name) {
        if (from.path(name).isString()) {
            to.put(name, from.path(name).stringValue());
        }
    }

    /// In seconds, as this API writes times.
    private static void time(JsonNode from, ObjectNode to, String name) {
        if (from.path(name).isString()) {
            to.put(name, Instant.parse(from.path(name).stringValue()).getEpochSecond());
        }
    }

    private static void part(JsonNode from, ObjectNode to, String time) {
        var arn = from.path("ARN").asString("");
        if (!arn.isEmpty()) {
            to.put("Id", arn.substring(arn.lastIndexOf('/') + 1));
            time(from, to, time);
        }
    }

    private List<ContactSummaryView> live() {
        var live = new ArrayList<ContactSummaryView>();
        var ids = new ArrayList<>(known);
        for (var from = 0; from < ids.size(); from += 100) {
            var some = ids.subList(from, Math.min(from + 100, ids.size()));
            ContactSummaryView.all(stores.contacts().findAll(some), Veil.LIFTED).stream()
                    .filter(ReconcileWorkTest::isLive)
                    .forEach(live::add);
        }
        return live;
    }

    private static boolean isLive(ContactSummaryView contact) {
        return (contact.active() || contact.status() == Status.AFTER_CONTACT_WORK)
                && !contact.flags().unknownToConnect();
    }

    private ReconcileWork work(double perSecond) {
        return work(perSecond, this::live);
    }

    private ReconcileWork work(double perSecond, Supplier<List<ContactSummaryView>> live) {
        var directory = AskedConnect.at(connect.endpoint());
        var metrics = new ReconcileMetrics(meters);
        var store = new NameStore() {

            @Override
            public void keep(Name name) {
                kept.add(name);
            }

            @Override
            public List<Name> all() {
                return kept;
            }
        };
        return new ReconcileWork(
                live,
                LIMITS,
                new ContactQuestions(directory, stores.contacts(), ingest, JSON, clock),
                stores.gaps(),
                aiAgents,
                new MissingNames(
                        directory,
                        learnt,
                        store,
                        new AskingPace("DescribeQueue", perSecond),
                        new AskingPace("DescribeUser", perSecond),
                        metrics),
                new AskingPace(
                        "DescribeContact",
                        perSecond,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(2),
                        () -> Duration.between(START, clock.instant()).toNanos()),
                new ReconcileProperties(true, Duration.ofMinutes(1), Duration.ofMinutes(10), perSecond, 1),
                metrics,
                clock);
    }
}
