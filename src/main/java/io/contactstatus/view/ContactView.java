package io.contactstatus.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Status;
import io.contactstatus.dialect.Arns;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One contact with everything that is shown of it.
@Schema(name = "Contact", description = "One contact: everything known so far, from all sources.")
public record ContactView(
        String contactId,
        @Nullable String instanceId,
        Status status,
        @Nullable Instant statusSince,

        @Schema(description = "True until the customer's side has ended.")
        boolean active,

        @Schema(description = "VOICE, CHAT, TASK, EMAIL, or what Amazon Connect may add.") @Nullable
        String channel,

        @Nullable String subtype,
        @Nullable String initiationMethod,
        @Nullable Customer customer,
        @Nullable Address systemEndpoint,
        @Nullable Queue queue,
        @Nullable Agent agent,
        @Nullable Flow flow,

        @Schema(description = "Where it is now; absent when it is over.")
        Phase.@Nullable Kind phase,

        @Nullable Instant phaseSince,

        @Schema(description = "What it is in its chain. One customer is on one CUSTOMER leg.")
        Leg leg,

        @Schema(description = "How it ended for the customer; absent while active, and where nothing explains the end.")
        @Nullable
        Outcome outcome,

        @Nullable Abandonment abandonment,
        @Nullable Transfer transfer,

        @Schema(description = "Of a supervisor's leg: the contact it listens to.") @Nullable
        String listensTo,

        @Schema(description = "Present where it is a test that no customer made.") @Nullable
        Boolean synthetic,

        @Schema(description = "Its life without gaps; every duration is a sum of it. The running one is last.")
        List<Stretch> phases,

        Flags flags,
        Snapshot.Timestamps timestamps,

        @Schema(description = "All phases but SCHEDULED and AFTER_CONTACT_WORK, as far as they have ended.") @Nullable
        Integer durationSeconds,

        @Nullable String disconnectReason,
        Chain chain,

        @Schema(description = "Contact attributes. Values are masked without the scope pii:read.")
        SortedMap<String, String> attributes,

        SortedMap<String, String> tags,

        @Schema(description = "How many recordings the contact record names.")
        int recordings,

        @Schema(description = "Which sources have spoken, and of when their last word is.")
        Map<String, Spoken> sources,

        @Schema(
                description =
                        "Counts the changes; the same number as in the ETag, which ends in -stale while that flag is true.")
        long version,

        Instant expiresAt) {

    public static ContactView of(StoredContact stored, Veil veil, Staleness staleness) {
        var seen = stored.contact().snapshot();
        return new ContactView(
                seen.contactId().value(),
                Arns.lastPart(seen.instanceArn()),
                seen.status(),
                seen.statusSince(),
                seen.active(),
                seen.channel(),
                seen.subtype(),
                seen.initiationMethod(),
                Customer.of(stored, seen.customer(), veil),
                Address.of(seen.systemEndpoint(), veil),
                Queue.of(seen.queue()),
                Agent.of(seen.agent()),
                Flow.of(seen.flow()),
                seen.phase(),
                seen.phaseSince(),
                seen.leg(),
                seen.outcome(),
                Abandonment.of(seen.abandonment()),
                Transfer.of(seen.transfer(), veil),
                seen.listensTo() == null ? null : seen.listensTo().value(),
                seen.synthetic() ? true : null,
                seen.course().phases().stream().map(Stretch::of).toList(),
                Flags.of(seen.flags(), staleness.isStale(seen)),
                seen.timestamps(),
                seen.durationSeconds(),
                seen.disconnectReason(),
                Chain.of(seen.chain()),
                veil.overValues(seen.attributes()),
                veil.overPhonesIn(seen.tags()),
                seen.recordings(),
                Spoken.of(seen.heard().lastBySource()),
                stored.version(),
                stored.expiresAt());
    }

    /// With the names that were learnt elsewhere.
    public ContactView named(LearntNames names) {
        return new ContactView(
                contactId,
                instanceId,
                status,
                statusSince,
                active,
                channel,
                subtype,
                initiationMethod,
                customer,
                systemEndpoint,
                queue == null ? null : queue.named(names),
                agent == null ? null : agent.named(names),
                flow,
                phase,
                phaseSince,
                leg,
                outcome,
                abandonment,
                transfer,
                listensTo,
                synthetic,
                phases,
                flags,
                timestamps,
                durationSeconds,
                disconnectReason,
                chain,
                attributes,
                tags,
                recordings,
                sources,
                version,
                expiresAt);
    }

    /// What the subtype says beyond the channel, as pages show it.
    public @Nullable String subtypeWord() {
        return Subtype.beyondChannel(subtype);
    }

    /// @param furtherKeys what else the contact is found by, for streams that follow a customer. Not shown to
    ///   clients
    @Schema(name = "Customer", description = "Masked without the scope pii:read.")
    public record Customer(
            @Schema(description = "What the customer is known by; phone numbers in E.164. Absent for withheld ones.")
            @Nullable
            String identifier,

            @Nullable Address endpoint,
            @Nullable String customerId,

            @JsonIgnore @Schema(hidden = true) List<String> furtherKeys) {

        public Customer(
                @Nullable String identifier,
                @Nullable Address endpoint,
                @Nullable String customerId,
                @Nullable List<String> furtherKeys) {
            this.identifier = identifier;
            this.endpoint = endpoint;
            this.customerId = customerId;
            this.furtherKeys = furtherKeys == null ? List.of() : List.copyOf(furtherKeys);
        }

        static @Nullable Customer of(StoredContact stored, Snapshot.Customer customer, Veil veil) {
            var identifier = stored.customerIdentifier();
            if (identifier == null && customer.endpoint() == null && customer.customerId() == null) {
                return null;
            }
            return new Customer(
                    veil.over(identifier),
                    Address.of(customer.endpoint(), veil),
                    veil.over(customer.customerId()),
                    veil == Veil.LIFTED ? stored.customer().further() : List.of());
        }

        Customer under(Veil veil) {
            return new Customer(
                    veil.over(identifier),
                    endpoint == null ? null : endpoint.under(veil),
                    veil.over(customerId),
                    veil == Veil.LIFTED ? furtherKeys : List.of());
        }

        /// Under a lifted veil only.
        public boolean isFoundBy(String key) {
            return key.equals(identifier) || furtherKeys.contains(key);
        }
    }

    @Schema(name = "Endpoint")
    public record Address(
            @Schema(description = "TELEPHONE_NUMBER, VOIP, EMAIL, …") @Nullable
            String type,

            @Schema(description = "Masked without the scope pii:read.") @Nullable
            String address) {

        static @Nullable Address of(@Nullable Endpoint endpoint, Veil veil) {
            return endpoint == null ? null : new Address(told(endpoint.type()), veil.over(endpoint.address()));
        }

        Address under(Veil veil) {
            return new Address(type, veil.over(address));
        }
    }

    @Schema(name = "Queue")
    public record Queue(
            @Nullable String id,
            @Nullable String arn,
            @Nullable String name,
            @Nullable Instant enqueuedAt,
            @Nullable Instant firstEnqueuedAt,

            @Schema(
                    description = "When the customer was first queued in the chain, with no agent, callback or dialled"
                            + " leg in between.")
            @Nullable
            Instant waitingSince,

            @Nullable Instant dequeuedAt,

            @Schema(description = "Of this visit, as far as its phases have ended; ringing is waiting too.") @Nullable
            Integer waitSeconds) {

        public static @Nullable Queue of(Snapshot.@Nullable Queue queue) {
            if (queue == null) {
                return null;
            }
            return new Queue(
                    Arns.lastPart(queue.arn()),
                    queue.arn(),
                    queue.name(),
                    queue.enqueuedAt(),
                    queue.firstEnqueuedAt(),
                    queue.waitingSince(),
                    queue.dequeuedAt(),
                    queue.waitSeconds());
        }

        public Queue named(LearntNames names) {
            var learnt = name == null ? names.ofQueue(arn) : null;
            return learnt == null
                    ? this
                    : new Queue(id, arn, learnt, enqueuedAt, firstEnqueuedAt, waitingSince, dequeuedAt, waitSeconds);
        }
    }

    @Schema(name = "Agent", description = "The agent it is or was connected to, or at whom it is ringing.")
    public record Agent(
            @Nullable String id,
            @Nullable String arn,
            @Nullable String username,
            @Nullable Instant connectedAt,
            @Nullable Integer interactionSeconds,
            @Nullable Integer holdCount,
            @Nullable Integer holdSeconds,
            @Nullable Instant afterContactWorkStartedAt,
            @Nullable Instant afterContactWorkEndedAt) {

        static @Nullable Agent of(Snapshot.@Nullable Agent agent) {
            if (agent == null) {
                return null;
            }
            return new Agent(
                    Arns.lastPart(agent.arn()),
                    agent.arn(),
                    agent.username(),
                    agent.connectedAt(),
                    agent.interactionSeconds(),
                    agent.holdCount(),
                    agent.holdSeconds(),
                    agent.afterContactWorkStartedAt(),
                    agent.afterContactWorkEndedAt());
        }

        Agent named(LearntNames names) {
            var learnt = username == null ? names.ofAgent(arn) : null;
            return learnt == null
                    ? this
                    : new Agent(
                            id,
                            arn,
                            learnt,
                            connectedAt,
                            interactionSeconds,
                            holdCount,
                            holdSeconds,
                            afterContactWorkStartedAt,
                            afterContactWorkEndedAt);
        }
    }

    @Schema(name = "Flow", description = "The block of a flow it reached last.")
    public record Flow(
            @Nullable String id,
            @Nullable String arn,
            @Nullable String name,
            @Nullable String blockType,
            @Nullable String blockId,
            @Nullable Instant at) {

        static @Nullable Flow of(Snapshot.@Nullable Flow flow) {
            if (flow == null) {
                return null;
            }
            var position = flow.position();
            var arn = told(position.flowArn());
            return new Flow(
                    Arns.lastPart(arn),
                    arn,
                    told(position.flowName()),
                    told(position.blockType()),
                    told(position.blockId()),
                    flow.at());
        }
    }

    @Schema(name = "Flags", description = "All but onHold and stale tell what ever was.")
    public record Flags(
            boolean queued,
            boolean connectedToAgent,
            boolean onHold,
            boolean missedByAgent,
            boolean abandoned,
            boolean callback,
            boolean transferred,
            boolean disconnected,
            boolean completed,
            boolean recordReceived,

            @Schema(
                    description = "Live, and silent for longer than is usual of its kind: its end may have been lost."
                            + " Found out when answering, so it changes without a new version.")
            boolean stale) {

        /// Of a contact at whatever time: whether it is stale is known only to [Staleness].
        public static Flags of(Set<Flag> flags) {
            return of(flags, false);
        }

        static Flags of(Set<Flag> flags, boolean stale) {
            return new Flags(
                    flags.contains(Flag.QUEUED),
                    flags.contains(Flag.CONNECTED_TO_AGENT),
                    flags.contains(Flag.ON_HOLD),
                    flags.contains(Flag.MISSED_BY_AGENT),
                    flags.contains(Flag.ABANDONED),
                    flags.contains(Flag.CALLBACK),
                    flags.contains(Flag.TRANSFERRED),
                    flags.contains(Flag.DISCONNECTED),
                    flags.contains(Flag.COMPLETED),
                    flags.contains(Flag.RECORD_RECEIVED),
                    stale);
        }

        Flags asStale() {
            return new Flags(
                    queued,
                    connectedToAgent,
                    onHold,
                    missedByAgent,
                    abandoned,
                    callback,
                    transferred,
                    disconnected,
                    completed,
                    recordReceived,
                    true);
        }
    }

    @Schema(name = "Transfer", description = "Who handed the customer to whom: to this leg, or from it to another.")
    public record Transfer(
            @Nullable Instant at,
            @Nullable String byAgentId,
            @Nullable String toAgentId,
            @Nullable String toQueueId,
            @Nullable Address toEndpoint) {

        static @Nullable Transfer of(Snapshot.@Nullable Transfer transfer, Veil veil) {
            return transfer == null
                    ? null
                    : new Transfer(
                            transfer.at(),
                            Arns.lastPart(transfer.byAgentArn()),
                            Arns.lastPart(transfer.toAgentArn()),
                            Arns.lastPart(transfer.toQueueArn()),
                            Address.of(transfer.toEndpoint(), veil));
        }
    }

    /// @param heldSeconds of a time with an agent: how much of it was on hold where nothing tells when
    @Schema(name = "Phase", description = "A stretch of the contact's life, in whole seconds.")
    public record Stretch(
            Phase.Kind phase,
            Instant from,

            @Schema(description = "Absent while it lasts.") @Nullable
            Instant until,

            @Nullable Integer seconds,
            @Nullable String queueId,
            @Nullable String agentId,

            @Schema(description = "Of it on hold, where no source tells when.") @Nullable
            Integer heldSeconds,

            @Nullable Integer pausedSeconds) {

        static Stretch of(Phase phase) {
            var isTalk = phase.kind() == Phase.Kind.WITH_AGENT && !phase.isRunning();
            return new Stretch(
                    phase.kind(),
                    phase.from(),
                    phase.until(),
                    phase.seconds(),
                    Arns.lastPart(phase.queueArn()),
                    Arns.lastPart(phase.agentArn()),
                    isTalk ? phase.heldSeconds() : null,
                    isTalk ? phase.pausedSeconds() : null);
        }
    }

    @Schema(name = "Abandonment", description = "The customer left before an agent was there.")
    public record Abandonment(
            Snapshot.Abandonment.Place where,

            @Schema(description = "How long they had been in that place.") @Nullable
            Integer seconds) {

        static @Nullable Abandonment of(Snapshot.@Nullable Abandonment abandonment) {
            return abandonment == null ? null : new Abandonment(abandonment.place(), abandonment.seconds());
        }
    }

    @Schema(name = "Chain", description = "The other legs it names. The first leg has no initialContactId.")
    public record Chain(
            @Nullable String initialContactId,
            @Nullable String previousContactId,
            @Nullable String nextContactId,
            @Nullable String relatedContactId) {

        static Chain of(Snapshot.Chain chain) {
            return new Chain(
                    text(chain.initialContactId()),
                    text(chain.previousContactId()),
                    text(chain.nextContactId()),
                    text(chain.relatedContactId()));
        }

        private static @Nullable String text(@Nullable ContactId id) {
            return id == null ? null : id.value();
        }
    }

    @Schema(name = "Spoken", description = "Empty when the source's words carry no time.")
    public record Spoken(
            @Nullable Instant lastAt,

            @Schema(description = "Of the contact record: when it was written.") @Nullable
            Instant lastUpdate) {

        static Map<String, Spoken> of(SortedMap<Source, Instant> heard) {
            var spoken = new TreeMap<String, Spoken>();
            heard.forEach((source, at) -> spoken.put(name(source), of(source, at)));
            return spoken;
        }

        private static Spoken of(Source source, Instant at) {
            if (at.equals(Stamp.UNTIMED)) {
                return new Spoken(null, null);
            }
            return source == Source.CONTACT_RECORD ? new Spoken(null, at) : new Spoken(at, null);
        }

        private static String name(Source source) {
            return switch (source) {
                case CONTACT_EVENT -> "contactEvent";
                case FLOW_LOG -> "flowLog";
                case CONTACT_RECORD -> "contactRecord";
                case AGENT_EVENT -> "agentEvent";
                case FLOW_EVENT -> "flowEvent";
                case CONTACT_LENS -> "contactLens";
                case API -> "api";
            };
        }
    }

    private static @Nullable String told(String text) {
        return text.isEmpty() ? null : text;
    }
}
