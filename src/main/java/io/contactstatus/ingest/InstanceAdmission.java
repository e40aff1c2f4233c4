package io.contactstatus.ingest;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.decode.Decoded;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.visibility.VisibleInstances;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Whether records are of the instances that their sender may see. One that names no instance is of none of them, and
/// one about a contact or an agent of another instance is not, whatever it says itself: it would show them to its
/// sender.
@Component
class InstanceAdmission {

    static final String FOREIGN = "is of no instance that its sender may bring";

    private final ContactStore contacts;
    private final AgentStore agents;
    private final StoreConcurrency concurrency;

    InstanceAdmission(ContactStore contacts, AgentStore agents, StoreConcurrency concurrency) {
        this.contacts = contacts;
        this.agents = agents;
        this.concurrency = concurrency;
    }

    /// The same, those that are not admitted as what cannot be read.
    List<BatchRecord> admitted(List<BatchRecord> batch, VisibleInstances visible, StoreRetry retry) {
        if (visible.areAll()) {
            return batch;
        }
        var foreign = foreignContacts(batch, visible, retry);
        return batch.stream()
                .map(record -> isOwn(record, visible, foreign) && isOwnAgent(record.agent(), visible, retry)
                        ? record
                        : refused(record))
                .toList();
    }

    private static boolean isOwn(BatchRecord record, VisibleInstances visible, Set<ContactId> foreign) {
        if (!(record.decoded() instanceof Decoded.Update said)) {
            return true;
        }
        var told = said.contacts().stream()
                .map(about -> about.facts().snapshot().instanceArn())
                .filter(Objects::nonNull)
                .toList();
        var agent = said.agent();
        return (agent == null ? !told.isEmpty() : visible.includeOwnerOf(agent.agentArn()))
                && told.stream().allMatch(visible::includeArn)
                && said.contacts().stream()
                        .noneMatch(about -> foreign.contains(about.facts().id()));
    }

    private Set<ContactId> foreignContacts(List<BatchRecord> batch, VisibleInstances visible, StoreRetry retry) {
        var ids = new HashSet<ContactId>();
        batch.forEach(record ->
                record.contacts().forEach(about -> ids.add(about.facts().id())));
        return retry.untilDone(() -> concurrency.withPermit(() -> contacts.findAll(ids))).stream()
                .filter(stored -> stored.snapshot().instanceArn() != null)
                .filter(stored -> !visible.includeArn(stored.snapshot().instanceArn()))
                .map(stored -> stored.contact().id())
                .collect(Collectors.toSet());
    }

    private boolean isOwnAgent(@Nullable Agent agent, VisibleInstances visible, StoreRetry retry) {
        return agent == null
                || retry.untilDone(() -> concurrency.withPermit(() -> agents.find(agent.agentId()))).stream()
                        .allMatch(known -> visible.includeOwnerOf(known.agentArn()));
    }

    private static BatchRecord refused(BatchRecord record) {
        return record.decoded() instanceof Decoded.Update said
                ? new BatchRecord(
                        record.index(),
                        record.origin(),
                        new Decoded.Malformed(FOREIGN, said.payload().get()))
                : record;
    }
}
