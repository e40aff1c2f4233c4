package io.contactstatus.instances;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.instances.Trouble.Severity;
import io.contactstatus.store.InstanceReport;
import io.contactstatus.store.InstanceReport.Arrival;
import io.contactstatus.store.InstanceReport.Counts;
import io.contactstatus.store.InstanceReport.StreamReport;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.ReportStore;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class InstanceReportsTest {

    /// To come: DynamoDB Local, too, deletes what has expired by its own clock.
    private static final Instant NOON = Instant.parse("2126-01-05T12:00:00Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock);

    static ObjectProvider<InstanceFigures> modules(InstanceFigures... modules) {
        var beans = new HashMap<String, Object>();
        Arrays.stream(modules).forEach(module -> beans.put("module " + beans.size(), module));
        return new StaticListableBeanFactory(beans).getBeanProvider(InstanceFigures.class);
    }

    /// What takes records in, as far as reports are concerned.
    private final class Intake implements InstanceFigures {

        private Counts counts = Counts.NONE;
        private @Nullable Arrival arrival;

        @Override
        public Counts counts() {
            return counts;
        }

        @Override
        public List<Arrival> arrivals() {
            return arrival == null ? List.of() : List.of(arrival);
        }

        void takes(String pipe, int logs) {
            counts = counts.plus(new Counts(logs, logs, 0, 0, 0));
            var minutes = new TreeMap<>(Map.of(clock.instant().getEpochSecond() / 60, (long) logs));
            arrival = new Arrival("flow-log", pipe, clock.instant(), NOON.minusSeconds(2), logs, minutes);
        }
    }

    /// One process of the service.
    private final class Instance {

        final Intake intake = new Intake();
        final InstanceReports reports =
                new InstanceReports(stores.reports(), modules(intake), InstanceName.unique(), clock);
    }

    private static Arrival arrival(InstanceReport report, String kind) {
        return report.arrivals().stream()
                .filter(one -> one.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private ReportStore store() {
        return stores.reports();
    }

    @Test
    void eachInstanceTellsOfAllOfThem() {
        var one = new Instance();
        var other = new Instance();
        one.intake.takes("kinesis", 1);
        other.intake.takes("http", 2);

        one.reports.publish();
        other.reports.publish();

        var ofOne = new Counts(1, 1, 0, 0, 0);
        var ofOther = new Counts(2, 2, 0, 0, 0);
        assertThat(one.reports.own().counts()).isEqualTo(ofOne);
        assertThat(one.reports.others()).extracting(InstanceReport::counts).containsExactly(ofOther);
        assertThat(other.reports.own().counts()).isEqualTo(ofOther);
        assertThat(other.reports.others()).extracting(InstanceReport::counts).containsExactly(ofOne);
    }

    @Test
    void ofItselfAnInstanceTellsWhatIsSoNow() {
        var instance = new Instance();
        instance.reports.publish();
        instance.intake.takes("kinesis", 1);

        assertThat(instance.reports.own().counts().read()).isEqualTo(1);
        assertThat(instance.reports.others()).isEmpty();
    }

    @Test
    void saysNothingWhileNothingChangesButGivesASignOfLife() {
        var instance = new Instance();
        instance.reports.publish();
        clock.pass(Duration.ofSeconds(15));
        instance.reports.publish();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON);

        instance.intake.takes("kinesis", 1);
        instance.reports.publish();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON.plusSeconds(15));

        clock.pass(Duration.ofSeconds(60));
        instance.reports.publish();
        assertThat(store().all().getFirst().at()).isEqualTo(NOON.plusSeconds(75));
    }

    @Test
    void whenTheLastOneCameOutlivesTheInstanceToWhichItCame() {
        var dead = new Instance();
        dead.intake.takes("kinesis", 1);
        dead.reports.publishEnd();
        var living = new Instance();
        living.reports.publish();

        clock.pass(Duration.ofHours(3));

        assertThat(store().all()).isEmpty();
        var remembered = arrival(living.reports.own(), "flow-log");
        assertThat(remembered.lastAt()).isEqualTo(NOON);
        assertThat(remembered.minutes()).isEmpty();
    }

    @Test
    void tellsItsEnd() {
        var instance = new Instance();
        instance.reports.publishEnd();

        assertThat(store().all())
                .singleElement()
                .satisfies(report -> assertThat(report.ended()).isTrue());
    }

    @Test
    void putsTogetherWhatItsModulesContribute() {
        var streams = List.of(new StreamReport("a", 2, 1500L, null, 0), new StreamReport("b", 2, null, null, 0));
        var kinesis = new InstanceFigures() {

            @Override
            public List<StreamReport> streams() {
                return streams;
            }

            @Override
            public Map<Figure, Double> figures() {
                return Map.of(Figure.MISSING_STREAMS, 1.0);
            }

            @Override
            public Trouble trouble() {
                return new Trouble("kinesis", Severity.DOWN, "no streams");
            }
        };
        var live = new InstanceFigures() {

            @Override
            public Map<Figure, Double> figures() {
                return Map.of(Figure.LIVE_SUBSCRIBERS, 7.0);
            }
        };
        var logs = new InstanceFigures() {

            @Override
            public Trouble trouble() {
                return new Trouble("logs", Severity.UNKNOWN, null);
            }
        };

        var own = new InstanceReports(store(), modules(kinesis, live, logs), InstanceName.unique(), clock).own();

        assertThat(own.streams()).isEqualTo(streams);
        assertThat(own.figures())
                .containsOnly(
                        Map.entry("contact_status.live.subscribers", 7.0),
                        Map.entry("contact_status.kinesis.missing_streams", 1.0));
        assertThat(own.troubles()).containsOnly(Map.entry("kinesis", "DOWN: no streams"), Map.entry("logs", "UNKNOWN"));
    }

    @Test
    void aFigureIsFoundUnderTheNameItIsStoredBy() {
        var live = new InstanceFigures() {

            @Override
            public Map<Figure, Double> figures() {
                return Map.of(Figure.LIVE_SUBSCRIBERS, 7.0);
            }
        };
        new InstanceReports(store(), modules(live), InstanceName.unique(), clock).publish();

        var stored = store().all().getFirst();

        assertThat(Figure.LIVE_SUBSCRIBERS.of(stored)).isEqualTo(7.0);
        assertThat(Figure.ANNOUNCE_OLDEST.of(stored)).isNull();
    }

    @Test
    void hasANameThatNoOtherProcessOfItsHostHas() {
        assertThat(InstanceName.unique()).isNotEqualTo(InstanceName.unique());
    }
}
