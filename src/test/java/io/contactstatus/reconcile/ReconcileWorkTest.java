package io.contactstatus.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.connect.AskedConnect;
import io.contactstatus.contact.AiAgent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Phase;
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
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.HistoryArchive;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.NameStore;
import io.contactstatus.store.QueueKey;
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
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final String OTHER_ID = "6c6c0b46-2f43-4b1e-9e1a-1e7a1f4b4b22";
    private static final String OTHER = "arn:aws:connect:eu-west-2:210987654321:instance/" + OTHER_ID;
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
    private final List<KnownQueue> withFigures = new ArrayList<>();

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
    @ExtendWith(OutputCaptureExtension.class)
    void aRightThatIsMissingInOneInstanceIsSaidOnceAndKeepsNothingOfAnotherFromBeingRepaired(CapturedOutput output)
            throws InterruptedException {
        var refused = queued(OTHER);
        connect.failIn(OTHER_ID, "AccessDeniedException");
        connect.names("billing", "Billing");
        var work = work(1_000);
        for (var round = 0; round < 3; round++) {
            overUnheard(queued());
            clock.pass(Duration.ofMinutes(21));

            work.round();

            assertThat(live())
                    .extracting(ContactSummaryView::contactId)
                    .as("round %d", round)
                    .containsExactly(refused.value());
        }

        assertThat(output).containsOnlyOnce("connect:DescribeContact is not allowed in instance " + OTHER_ID);
        assertThat(output).containsOnlyOnce("connect:DescribeQueue is not allowed in instance " + OTHER_ID);
        assertThat(output).doesNotContain("is allowed now");
        assertThat(learnt.ofQueue("billing")).isEqualTo("Billing");

        overUnheard(refused);
        connect.failIn(OTHER_ID, null);
        clock.pass(Duration.ofMinutes(6));
        work.round();
        assertThat(live()).isEmpty();
        assertThat(output).containsOnlyOnce("connect:DescribeContact is allowed now in instance " + OTHER_ID);
    }

    @Test
    void anInstanceThatIsThrottledKeepsNothingOfAnotherFromBeingRepaired() throws InterruptedException {
        var throttled = queued(OTHER);
        overUnheard(queued());
        connect.failIn(OTHER_ID, "ThrottlingException");
        clock.pass(Duration.ofMinutes(21));

        var work = work(1_000);

        assertThat(work.pause(work.round())).isEqualTo(Duration.ofSeconds(2));
        assertThat(live()).extracting(ContactSummaryView::contactId).containsExactly(throttled.value());
    }

    @Test
    void whatIsMostDoubtfulIsAskedFirst() throws InterruptedException {
        var gone = known("gone");
        ingest(event("QUEUED", gone, START.plusSeconds(50)));
        var old = known("old");
        ingest(event("QUEUED", old, START.minus(Duration.ofMinutes(2))));
        var older = known("older");
        ingest(event("QUEUED", older, START.minus(Duration.ofMinutes(3))));
        var letGo = known("let-go");
        clock.pass(Duration.ofMinutes(19));
        talkThatIsLetGo(letGo, clock.instant());
        clock.pass(Duration.ofMinutes(1));
        var work = work(1_000);
        // Since when the first one may have ended unheard.
        work.begin(Map.of("looked", START.toString()));
        connect.failWith("DescribeContact", "InternalServiceException");

        clock.pass(Duration.ofSeconds(30));
        work.round();

        assertThat(connect.requests())
                .filteredOn(request -> request.startsWith("DescribeContact"))
                .containsExactly(
                        "DescribeContact let-go",
                        "DescribeContact older",
                        "DescribeContact old",
                        "DescribeContact gone");
    }

    @Test
    void ofMoreThanItMayAskInARoundItAsksTheMostDoubtfulOnes() throws InterruptedException {
        for (var number = 0; number < 70; number++) {
            ingest(event("QUEUED", known("contact-" + number), START.minusSeconds(number)));
        }
        clock.pass(Duration.ofMinutes(21));

        var more = work(1_000).round();

        assertThat(more).isTrue();
        assertThat(described()).isEqualTo(60);
        assertThat(connect.requests()).contains("DescribeContact contact-69", "DescribeContact contact-10");
        assertThat(connect.requests()).doesNotContain("DescribeContact contact-9");
    }

    @ParameterizedTest
    @EnumSource(LetGo.class)
    void whatAnAgentHasLetGoOfIsAskedAboutOnceAndLongBeforeItIsStale(LetGo how) throws InterruptedException {
        var id = known("let-go");
        how.tell(this, id);
        connect.knows(id.value(), "{'Channel':'VOICE'}");
        var work = work(1_000);
        work.round();
        assertThat(live()).hasSize(1);
        assertThat(described()).isZero();

        clock.pass(Duration.ofMinutes(2));
        work.round();
        clock.pass(Duration.ofMinutes(1));
        work.round();

        assertThat(described()).isOne();
    }

    enum LetGo {
        /// The customer may go on in a flow.
        TALKING(Phase.Kind.FLOW) {

            @Override
            void say(ReconcileWorkTest test, ContactId id) {
                test.talkThatIsLetGo(id, START);
            }
        },
        /// The agent says so, and works on.
        WORKING(Phase.Kind.FLOW) {

            @Override
            void say(ReconcileWorkTest test, ContactId id) {
                test.ingest(event("QUEUED", id, START));
                test.ingest(seat(START.plusSeconds(5), holding(id, "CONNECTED", START.plusSeconds(5))));
                test.ingest(seat(START.plusSeconds(20), holding(id, "ENDED", START.plusSeconds(18))));
            }
        },
        /// It looks like one that waits for the next agent.
        RINGING(Phase.Kind.QUEUE) {

            @Override
            void say(ReconcileWorkTest test, ContactId id) {
                test.ingest(event("QUEUED", id, START));
                test.ingest(seat(START.plusSeconds(5), holding(id, "CONNECTING", START.plusSeconds(5))));
                test.ingest(seat(START.plusSeconds(20), ""));
            }
        },
        /// It looks like one that is still dialled.
        DIALLING(Phase.Kind.DIALLING) {

            @Override
            void say(ReconcileWorkTest test, ContactId id) {
                test.ingest(event("INITIATED", id, START).replace("INBOUND", "OUTBOUND"));
                test.ingest(seat(
                        START.plusSeconds(5),
                        holding(id, "CONNECTING", START.plusSeconds(5)).replace("INBOUND", "OUTBOUND")));
                test.ingest(seat(START.plusSeconds(20), ""));
            }
        };

        private final Phase.Kind looks;

        LetGo(Phase.Kind looks) {
            this.looks = looks;
        }

        abstract void say(ReconcileWorkTest test, ContactId id);

        void tell(ReconcileWorkTest test, ContactId id) {
            say(test, id);
            assertThat(test.live()).extracting(ContactSummaryView::phase).containsExactly(looks);
            test.clock.pass(Duration.ofSeconds(25));
        }
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
    void aQuestionAboutMachinesOfAnInstanceThatMayNotBeAskedIsInTheWayOfNoOther() throws InterruptedException {
        connect.failIn(OTHER_ID, "AccessDeniedException");
        for (var number = 0; number < 25; number++) {
            var refused = queued(OTHER);
            ingest(event("DISCONNECTED", refused, START).replace(INSTANCE, OTHER));
            aiAgents.sessionNamed(refused);
        }
        clock.pass(Duration.ofMinutes(1));
        var id = queued();
        ingest(event("DISCONNECTED", id, clock.instant()));
        connect.knows(
                id.value(),
                "{'Channel':'VOICE','WisdomInfo':{'AiAgents':[{'AiUseCase':'SELF_SERVICE','AiAgentEscalated':true}]}}");
        aiAgents.sessionNamed(id);
        clock.pass(Duration.ofMinutes(1));
        var work = work(1_000);

        for (var more = true; more; ) {
            more = work.round();
        }

        assertThat(stores.contacts()
                        .find(id)
                        .orElseThrow()
                        .snapshot()
                        .insights()
                        .aiAgent())
                .isNotNull();
        assertThat(described()).isEqualTo(2);
        connect.failIn(OTHER_ID, null);
        clock.pass(Duration.ofHours(7));
        for (var more = true; more; ) {
            more = work.round();
        }
        assertThat(described()).isEqualTo(27);
    }

    @Test
    void aQuestionAboutMachinesThatMayNotBeAskedIsGivenUpAfterAWeek() throws InterruptedException {
        // Here contacts are kept for longer than that.
        var archiving = TestStores.archiving(
                LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, clock, HistoryArchive.NONE);
        var ended = new ContactId("ended");
        var into = Ingestion.into(archiving.contacts(), archiving.seats(), archiving.deadLetters(), meters);
        into.accept("test", List.of(raw(event("DISCONNECTED", ended, START))), StoreRetry.endless());
        var machines = new AiAgentQuestions(archiving.due(), archiving.contacts(), clock);
        machines.sessionNamed(ended);
        connect.failWith("DescribeContact", "AccessDeniedException");
        var questions =
                new ContactQuestions(AskedConnect.at(connect.endpoint()), archiving.contacts(), into, JSON, clock);
        var pace = pace("DescribeContact", 1_000);

        for (var hours = 0; hours < 9 * 24; hours += 7) {
            clock.pass(Duration.ofHours(7));
            machines.askSome(questions, pace, new ReconcileMetrics(meters));
        }

        assertThat(archiving.contacts().find(ended)).isPresent();
        assertThat(described()).isBetween(23L, 26L);
        assertThat(archiving.due().due(DueContacts.Task.AI_AGENTS, START.plus(Duration.ofDays(99)), 9))
                .isEmpty();
    }

    @Test
    void namesOfQueuesThatOnlyHaveFiguresAreAskedForToo() throws InterruptedException {
        withFigures.add(new KnownQueue(new QueueKey("i", "orders"), INSTANCE + "/queue/orders", null, null));
        withFigures.add(new KnownQueue(new QueueKey("i", "named"), INSTANCE + "/queue/named", "Named", START));
        withFigures.add(new KnownQueue(new QueueKey("i", null), null, null, null));
        connect.names("orders", "Orders");

        work(1_000).round();

        assertThat(learnt.ofQueue("orders")).isEqualTo("Orders");
        assertThat(connect.requests()).containsExactly("DescribeQueue orders");
    }

    @Test
    void namesThatCanNeverBeHadKeepNoOtherFromBeingAskedFor() throws InterruptedException {
        for (var number = 0; number < 20; number++) {
            withFigures.add(new KnownQueue(
                    new QueueKey(OTHER_ID, "broken-" + number), OTHER + "/queue/broken-" + number, null, null));
        }
        withFigures.add(new KnownQueue(new QueueKey("i", "orders"), INSTANCE + "/queue/orders", null, null));
        connect.failIn(OTHER_ID, "InvalidRequestException");
        connect.names("orders", "Orders");
        connect.names("broken-7", "Mended");
        var work = work(1_000);

        work.round();
        work.round();

        assertThat(learnt.ofQueue("orders")).isEqualTo("Orders");
        assertThat(connect.requests()).hasSize(21).doesNotHaveDuplicates();

        connect.failIn(OTHER_ID, null);
        clock.pass(Duration.ofHours(1));
        work.round();
        assertThat(learnt.ofQueue("broken-7")).isEqualTo("Mended");
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

    private ContactId known(String contactId) {
        var id = new ContactId(contactId);
        known.add(id);
        return id;
    }

    /// For Amazon Connect, which says so when it is asked.
    private void overUnheard(ContactId id) {
        connect.knows(id.value(), "{'Channel':'VOICE','DisconnectTimestamp':1767614401.5}");
    }

    private void talkThatIsLetGo(ContactId id, Instant at) {
        ingest(event("QUEUED", id, at));
        ingest(seat(at.plusSeconds(5), holding(id, "CONNECTED", at.plusSeconds(5))));
        ingest(seat(at.plusSeconds(20), ""));
    }

    private static String event(String type, ContactId id, Instant at) {
        var queue = """
                ,"queueInfo":{"queueArn":"%s/queue/billing","enqueueTimestamp":"%s"}""".formatted(INSTANCE, at);
        return """
                {"detail-type":"Amazon Connect Contact Event","time":"%s","detail":{"eventType":"%s",
                 "contactId":"%s","channel":"VOICE","initiationMethod":"INBOUND","instanceArn":"%s",
                 "initiationTimestamp":"%s"%s}}""".formatted(at, type, id.value(), INSTANCE, at, type.equals("QUEUED") ? queue : "");
    }

    /// What one agent has at that moment, as a heartbeat tells it.
    private static String seat(Instant at, String contacts) {
        return """
                {"AgentARN":"%s/agent/mori","AWSAccountId":"123456789012","InstanceARN":"%s","EventId":"%s",
                 "EventTimestamp":"%s","EventType":"HEART_BEAT","Version":"2017-10-01","PreviousAgentSnapshot":null,
                 "CurrentAgentSnapshot":{"AgentStatus":{"ARN":"%s/agent-state/1","Name":"Available",
                 "StartTimestamp":"2026-01-05T08:00:12.481Z","Type":"ROUTABLE"},"NextAgentStatus":null,
                 "Configuration":{"Username":"mori","RoutingProfile":{"ARN":"%s/routing-profile/1","Name":"Basic",
                 "InboundQueues":[]}},"Contacts":[%s]}}""".formatted(INSTANCE, INSTANCE, at, at, INSTANCE, INSTANCE, contacts);
    }

    private static String holding(ContactId id, String state, Instant at) {
        return """
                {"ContactId":"%s","InitialContactId":null,"Channel":"VOICE","InitiationMethod":"INBOUND",
                 "State":"%s","StateStartTimestamp":"%s","ConnectedToAgentTimestamp":null,
                 "QueueTimestamp":null,"Queue":null}""".formatted(id.value(), state, at);
    }

    private void ingest(String record) {
        ingest.accept("test", List.of(raw(record)), StoreRetry.endless());
    }

    private static RawRecord raw(String record) {
        return new RawRecord(record.getBytes(StandardCharsets.UTF_8), "1");
    }

    private ContactId queued() {
        return queued(INSTANCE);
    }

    private ContactId queued(String instance) {
        var id = new ContactId("contact-" + known.size());
        known.add(id);
        ingest.accept(
                "test",
                List.of(new RawRecord(
                        """
                {"detail-type":"Amazon Connect Contact Event","time":"2026-01-05T12:00:01Z","detail":{"eventType":"QUEUED",
                 "contactId":"%s","channel":"VOICE","initiationMethod":"INBOUND","instanceArn":"%s",
                 "initiationTimestamp":"2026-01-05T12:00:00.500Z",
                 "queueInfo":{"queueArn":"%s/queue/billing","enqueueTimestamp":"2026-01-05T12:00:01.500Z"}}}""".formatted(id.value(), instance, instance).getBytes(StandardCharsets.UTF_8), "1")),
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
                        () -> withFigures,
                        new AskingPace("DescribeQueue", perSecond),
                        new AskingPace("DescribeUser", perSecond),
                        metrics,
                        clock),
                pace("DescribeContact", perSecond),
                new ReconcileProperties(true, Duration.ofMinutes(1), Duration.ofMinutes(10), perSecond, 1),
                metrics,
                clock);
    }

    private AskingPace pace(String operation, double perSecond) {
        return new AskingPace(
                operation,
                perSecond,
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                () -> Duration.between(START, clock.instant()).toNanos());
    }
}
