package io.contactstatus.logs;

import io.contactstatus.background.RequestRateLimiter;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.Ingestion;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.ingest.SwitchedContactStore;
import io.contactstatus.jobs.Jobs;
import io.contactstatus.logs.LogReader.Range;
import io.contactstatus.logs.LogReader.Reached;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.Job;
import io.contactstatus.store.JobStore;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The service as far as it reads logs, over fresh tables and a fake of CloudWatch Logs.
final class LogService {

    static final String GROUP = "/aws/connect/site";

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, Clock.systemUTC());
    final SwitchedContactStore contactStore = new SwitchedContactStore(stores.contacts());
    final JobStore jobs = stores.jobs();

    private final FakeLogs logs;
    private final ContactIngest ingest;

    LogService(FakeLogs logs) {
        this.logs = logs;
        ingest = Ingestion.into(contactStore, stores.seats(), stores.deadLetters(), meters);
    }

    LogReader reader(LogsMetrics metrics) {
        var pages = new LogPages(logs.client(), new RequestRateLimiter(100), metrics);
        return new LogReader(pages, ingest, Duration.ofMinutes(1), metrics);
    }

    CatchUpWork catchUpWork() {
        return new CatchUpWork(reader(metrics()));
    }

    FollowingWork following(LogsProperties properties) {
        var metrics = metrics();
        return new FollowingWork(reader(metrics), properties, metrics, Clock.systemUTC());
    }

    private LogsMetrics metrics() {
        return new LogsMetrics(meters, Clock.systemUTC());
    }

    /// Orders a catch-up without doing it.
    void order(Instant from, Instant to) {
        order(new Range(GROUP, from, to, null));
    }

    void order(Range range) {
        jobs.create(CatchUp.KIND, "1", CatchUp.request(range), CatchUp.progress(Reached.nothing(range.from())));
    }

    Job job() {
        return jobs.find(CatchUp.KIND, "1").orElseThrow();
    }

    CatchUpView view() {
        return CatchUpView.of(job(), Veil.LIFTED);
    }

    Jobs.Instance instance() {
        return Jobs.instance(jobs, catchUpWork());
    }

    /// What a subscription would do.
    void deliver(List<FakeLogs.Event> events) {
        var outcome = ingest.accept(
                "kinesis", List.of(new RawRecord(FlowLines.delivered(GROUP, events), "shard/1")), StoreRetry.endless());
        if (!outcome.rejected().isEmpty()) {
            throw new AssertionError(outcome);
        }
    }

    List<Contact> contacts(Collection<String> ids) {
        return stores.contacts().findAll(ids.stream().map(ContactId::new).toList()).stream()
                .map(StoredContact::contact)
                .toList();
    }

    /// Everything that is in their histories, as text.
    List<String> histories(Collection<String> ids) {
        return ids.stream().flatMap(this::entries).map(LogService::text).toList();
    }

    List<String> entryIds(Collection<String> ids) {
        return ids.stream().flatMap(this::entries).map(HistoryEntry::id).toList();
    }

    private Stream<HistoryEntry> entries(String id) {
        return stores.contacts().history(new ContactId(id), Set.of(), false, 1000, null).items().stream();
    }

    private static String text(HistoryEntry entry) {
        return String.join(
                " | ",
                entry.contactId().value(),
                entry.at().toString(),
                entry.source().name(),
                entry.type(),
                entry.summary(),
                entry.id(),
                entry.detail().json());
    }

    double count(String name) {
        return meters.counter("contact_status.logs." + name).count();
    }
}
