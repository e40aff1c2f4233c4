package io.contactstatus.ingest;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Introductions;
import io.contactstatus.contact.PastChain;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ChangedContacts;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.EndedContacts;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Contacts with their histories, and agents, as long as a test lasts: quick enough for thousands of stories.
final class MemoryStores implements ContactStore, AgentStore, PastChain.Histories {

    private final Map<ContactId, Contact> contacts = new TreeMap<>();
    private final Map<ContactId, Map<String, HistoryEntry>> entries = new HashMap<>();
    private final Map<ContactId, Set<Testimony>> unlisted = new HashMap<>();
    private final Map<ContactId, Map<String, Utterance>> said = new HashMap<>();
    private final Map<String, Agent> agents = new HashMap<>();

    /// Those that are shown.
    synchronized List<Contact> contacts() {
        return contacts.values().stream().filter(Contact::isHeardOf).toList();
    }

    synchronized int listed() {
        return entries.values().stream().mapToInt(Map::size).sum();
    }

    synchronized int unlisted() {
        return unlisted.values().stream().mapToInt(Set::size).sum();
    }

    @Override
    public synchronized boolean read(ContactId id, Consumer<Testimony> reader) {
        entries.getOrDefault(id, Map.of())
                .values()
                .forEach(entry -> reader.accept(Objects.requireNonNull(entry.testimony())));
        unlisted.getOrDefault(id, Set.of()).forEach(reader);
        return true;
    }

    @Override
    public synchronized StoredContact join(
            Contact facts, Collection<HistoryEntry> listed, Collection<Testimony> without) {
        var kept = listed.stream()
                .filter(entry -> !entry.mayGiveWay())
                .map(entry -> Objects.requireNonNull(entry.testimony()))
                .toList();
        var known = contacts.getOrDefault(facts.id(), Contact.unseen(facts.id()));
        unlisted.computeIfAbsent(facts.id(), id -> new LinkedHashSet<>()).addAll(Testimony.news(known, kept, without));
        return stored(join(facts, (ContactId) null));
    }

    private Contact join(Contact facts, @Nullable ContactId teller) {
        var held = contacts.getOrDefault(facts.id(), Contact.unseen(facts.id()));
        var next = Introductions.made(held, held.join(facts), teller, this::join);
        contacts.put(facts.id(), next);
        return next;
    }

    private static StoredContact stored(Contact contact) {
        return new StoredContact(contact, 1, Instant.MAX, CustomerKeys.NONE, null);
    }

    @Override
    public synchronized void append(Collection<HistoryEntry> more) {
        for (var entry : more) {
            entries.computeIfAbsent(entry.contactId(), id -> new LinkedHashMap<>())
                    .put(entry.at() + "#" + entry.source() + "#" + entry.id(), entry);
        }
    }

    @Override
    public void retract(Collection<HistoryEntry> some) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void keep(Collection<Utterance> utterances) {
        utterances.stream()
                .filter(Utterance::isFinal)
                .forEach(utterance -> said.computeIfAbsent(utterance.contactId(), id -> new LinkedHashMap<>())
                        .put(utterance.place() + "#" + utterance.id(), utterance.stored()));
    }

    @Override
    public synchronized void readSpeech(ContactId id, Consumer<Utterance> reader) {
        said.getOrDefault(id, Map.of()).values().forEach(reader);
    }

    @Override
    public void retractUtterances(Collection<Utterance> utterances) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before) {
        throw notAsked();
    }

    @Override
    public synchronized Optional<StoredContact> find(ContactId id) {
        return Optional.ofNullable(contacts.get(id)).map(MemoryStores::stored);
    }

    @Override
    public synchronized void show(Agent agent, Consumer<@Nullable Agent> first) {
        var known = agents.get(agent.agentId());
        first.accept(known);
        agents.put(agent.agentId(), known == null ? agent : known.join(agent));
    }

    @Override
    public synchronized Optional<Agent> known(String agentId) {
        return Optional.ofNullable(agents.get(agentId));
    }

    @Override
    public Optional<Agent> find(String agentId) {
        return known(agentId);
    }

    @Override
    public Page<Agent> all(int limit, @Nullable String from) {
        throw notAsked();
    }

    @Override
    public Optional<StoredContact> findAsOf(ContactId id, Instant at) {
        return find(id).flatMap(
                        now -> PastChain.asOf(now.contact(), at, at, this).map(MemoryStores::stored));
    }

    @Override
    public boolean replay(StoredContact now, BiConsumer<Instant, StoredContact> visitor) {
        return replay(now, Integer.MAX_VALUE, visitor);
    }

    boolean replay(StoredContact now, int most, BiConsumer<Instant, StoredContact> visitor) {
        return PastChain.replay(
                now.contact(), Instant.now(), most, this, (at, then) -> visitor.accept(at, stored(then)));
    }

    @Override
    public Optional<StoredContact> find(ContactId id, long atLeast) {
        return find(id);
    }

    @Override
    public List<StoredContact> findAll(Collection<ContactId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Page<HistoryEntry> history(
            ContactId id, Set<Source> sources, boolean newestFirst, int limit, @Nullable String from) {
        throw notAsked();
    }

    @Override
    public Optional<HistoryEntry> recordEntry(StoredContact contact) {
        throw notAsked();
    }

    @Override
    public List<StoredContact> chain(ContactId anyId, int limit) {
        throw notAsked();
    }

    @Override
    public List<StoredContact> chainNow(ContactId first, int limit) {
        throw notAsked();
    }

    @Override
    public Page<StoredContact> ofCustomer(
            String identifier,
            @Nullable Instant since,
            @Nullable Instant until,
            Predicate<StoredContact> wanted,
            int limit,
            @Nullable String from) {
        throw notAsked();
    }

    @Override
    public Page<StoredContact> active(Predicate<StoredContact> wanted, int limit, @Nullable String from) {
        throw notAsked();
    }

    @Override
    public boolean listsChanges() {
        return false;
    }

    @Override
    public Page<StoredContact> changed(ChangedContacts asked, int limit, @Nullable String from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<StoredContact> ended(EndedContacts asked, int limit, @Nullable String from) {
        throw notAsked();
    }

    @Override
    public Page<StoredContact> abandoned(Instant since, int limit, @Nullable String from) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("ingestion does not ask for it");
    }
}
