package io.contactstatus.view;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Status;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
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
        Flags flags,
        @Nullable Abandonment abandonment,
        Snapshot.Timestamps timestamps,
        @Nullable Integer durationSeconds,
        @Nullable String disconnectReason,
        Chain chain,

        @Schema(description = "Contact attributes. Values are masked without the scope pii:read.")
        SortedMap<String, String> attributes,

        SortedMap<String, String> tags,

        @Schema(description = "How many recordings the contact record names.")
        int recordings,

        @Schema(description = "Which sources have spoken, and of when their last word is.")
        Map<String, Spoken> sources,

        @Schema(description = "Counts the changes; the same number as in the ETag.")
        long version,

        Instant expiresAt) {

    public static ContactView of(StoredContact stored, Veil veil) {
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
                Flags.of(seen.flags()),
                Abandonment.of(seen.abandonment()),
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

    @Schema(name = "Customer", description = "Masked without the scope pii:read.")
    public record Customer(
            @Schema(description = "What the customer is found by; phone numbers in E.164.") @Nullable
            String identifier,

            @Nullable Address endpoint,
            @Nullable String customerId) {

        static @Nullable Customer of(StoredContact stored, Snapshot.Customer customer, Veil veil) {
            var identifier = stored.customerIdentifier() == null ? customer.identifier() : stored.customerIdentifier();
            if (identifier == null && customer.endpoint() == null && customer.customerId() == null) {
                return null;
            }
            return new Customer(
                    veil.over(identifier), Address.of(customer.endpoint(), veil), veil.over(customer.customerId()));
        }

        Customer under(Veil veil) {
            return new Customer(
                    veil.over(identifier), endpoint == null ? null : endpoint.under(veil), veil.over(customerId));
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
            @Nullable Instant dequeuedAt,

            @Schema(description = "Absent while it is still waiting.") @Nullable
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
                    queue.dequeuedAt(),
                    queue.waitSeconds());
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

    /// @param stale nothing closes a contact that never ended yet, so always false
    @Schema(name = "Flags", description = "All but onHold tell what ever was.")
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
            boolean stale) {

        public static Flags of(Snapshot.Flags flags) {
            return new Flags(
                    flags.queued(),
                    flags.connectedToAgent(),
                    flags.onHold(),
                    flags.missedByAgent(),
                    flags.abandoned(),
                    flags.callback(),
                    flags.transferred(),
                    flags.disconnected(),
                    flags.completed(),
                    flags.recordReceived(),
                    false);
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
