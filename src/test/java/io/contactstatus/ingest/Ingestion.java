package io.contactstatus.ingest;

import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.ErasedCustomers;
import io.contactstatus.store.ErasureStore;
import io.contactstatus.store.NoErasures;
import io.contactstatus.store.ProfileQueuesStore;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/// The pipeline as the application would wire it, over whatever stores.
public final class Ingestion {

    private Ingestion() {}

    public static ContactIngest into(
            ContactStore contacts, AgentStore seats, DeadLetterStore deadLetters, MeterRegistry meters) {
        return into(contacts, seats, deadLetters, null, meters);
    }

    /// @param memory null for the default
    static ContactIngest into(
            ContactStore contacts,
            AgentStore seats,
            DeadLetterStore deadLetters,
            @Nullable DataSize memory,
            MeterRegistry meters) {
        return into(
                contacts,
                seats,
                deadLetters,
                new NoErasures(),
                new NoProfiles(),
                new IngestMetrics(meters),
                new ArrivalStatistics(Clock.systemUTC()),
                memory,
                meters);
    }

    /// Contacts and routing profiles alone: neither histories nor the seats of agents, which take most of the time.
    public static ContactIngest withoutHistoriesAndSeats(TestStores stores, MeterRegistry meters) {
        var contacts = without(ContactStore.class, stores.contacts(), Map.of("append", Optional.empty()));
        return withoutSeats(contacts, stores, meters);
    }

    public static ContactIngest withoutSeats(TestStores stores, MeterRegistry meters) {
        return withoutSeats(stores.contacts(), stores, meters);
    }

    private static ContactIngest withoutSeats(ContactStore contacts, TestStores stores, MeterRegistry meters) {
        var nobody = Map.<String, Object>of("show", Optional.empty(), "known", Optional.empty());
        return into(
                contacts,
                without(AgentStore.class, stores.seats(), nobody),
                stores.deadLetters(),
                stores.erasures(),
                stores.profiles(),
                new IngestMetrics(meters),
                new ArrivalStatistics(Clock.systemUTC()),
                null,
                new SimpleMeterRegistry());
    }

    /// @param answers of the methods that do nothing
    private static <T> T without(Class<T> type, Object store, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (any, method, arguments) -> {
                    var answer = answers.get(method.getName());
                    if (answer != null) {
                        return method.getReturnType() == void.class ? null : answer;
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException failed) {
                        throw Objects.requireNonNull(failed.getCause());
                    }
                }));
    }

    static ContactIngest into(TestStores stores, IngestMetrics metrics, ArrivalStatistics arrivals) {
        return into(
                stores.contacts(),
                stores.seats(),
                stores.deadLetters(),
                stores.erasures(),
                stores.profiles(),
                metrics,
                arrivals,
                null,
                new SimpleMeterRegistry());
    }

    private static ContactIngest into(
            ContactStore contacts,
            AgentStore seats,
            DeadLetterStore deadLetters,
            ErasureStore erasures,
            ProfileQueuesStore profiles,
            IngestMetrics metrics,
            ArrivalStatistics arrivals,
            @Nullable DataSize memory,
            MeterRegistry meters) {
        var properties = new IngestProperties(
                64,
                DataSize.ofMegabytes(10),
                memory,
                new IngestProperties.Http(true, Duration.ofSeconds(20), Duration.ofSeconds(2)));
        var concurrency = new StoreConcurrency(properties);
        return new ContactIngest(
                RecordDecoder.identifyingCustomersBy(null),
                new BatchWriter(contacts, seats, concurrency, erasures, metrics, List.of(), List.of()),
                deadLetters,
                metrics,
                arrivals,
                concurrency,
                new LearntNames(),
                new IngestMemory(properties, meters),
                new InstanceAdmission(contacts, seats, concurrency),
                profiles,
                new ErasedRecords(ErasedCustomers.NONE, nobodyErased(), erasures, concurrency));
    }

    private static ContactEraser nobodyErased() {
        return without(ContactEraser.class, ErasedCustomers.NONE, Map.of());
    }

    private static final class NoProfiles implements ProfileQueuesStore {

        @Override
        public void keep(ProfileQueues told) {}

        @Override
        public List<ProfileQueues> all() {
            return List.of();
        }
    }

    static BatchWriter writer(ContactStore contacts, AgentStore seats) {
        var properties = new IngestProperties(
                64,
                DataSize.ofMegabytes(10),
                null,
                new IngestProperties.Http(true, Duration.ofSeconds(20), Duration.ofSeconds(2)));
        return new BatchWriter(
                contacts,
                seats,
                new StoreConcurrency(properties),
                new NoErasures(),
                new IngestMetrics(new SimpleMeterRegistry()),
                List.of(),
                List.of());
    }
}
