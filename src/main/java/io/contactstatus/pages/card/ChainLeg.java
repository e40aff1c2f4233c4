package io.contactstatus.pages.card;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.Span;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One leg of a chain.
///
/// @param number from 1; other legs refer to it
/// @param relation message key: how the leg came to be if the customer is on it, else what kind of leg it is
/// @param from number of the leg it came from; null for the first one, or if that one is unknown
/// @param lane indentation: 0 is the way the customer went
/// @param current whether the page is about this leg
public record ChainLeg(
        int number,
        ContactSummaryView contact,
        String relation,
        @Nullable Integer from,
        int lane,
        boolean current) {

    private static final int WIDEST = 4;

    private static final Map<String, String> RELATIONS = Map.of(
            "TRANSFER", "transfer",
            "QUEUE_TRANSFER", "queue-transfer",
            "CALLBACK", "callback",
            "CALLBACK_CUSTOMER_FIRST_QUEUED", "callback",
            "CALLBACK_CUSTOMER_FIRST_DIALED", "callback",
            "DISCONNECT", "disconnect");

    /// When the running duration began; null if none is running.
    public @Nullable Instant wholeSince() {
        return Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds());
    }

    /// @param chain oldest first
    static List<ChainLeg> of(List<StoredContact> chain, ContactId current, LearntNames names, Veil veil) {
        Map<ContactId, Integer> numbers = new HashMap<>();
        Map<Integer, Integer> lanes = new HashMap<>();
        Set<Integer> continued = new HashSet<>();
        var legs = new ArrayList<ChainLeg>();
        for (var stored : chain) {
            var id = stored.contact().id();
            var seen = stored.contact().snapshot();
            var number = legs.size() + 1;
            var from = from(seen.chain(), numbers);
            var lane = 0;
            if (from != null) {
                var isAside = seen.leg() != Leg.CUSTOMER || !continued.add(from);
                lane = lanes.getOrDefault(from, 0) + (isAside ? 1 : 0);
            }
            numbers.put(id, number);
            lanes.put(number, Math.min(lane, WIDEST));
            legs.add(new ChainLeg(
                    number,
                    ContactSummaryView.of(stored, veil).named(names),
                    relation(seen),
                    from,
                    Math.min(lane, WIDEST),
                    id.equals(current)));
        }
        return List.copyOf(legs);
    }

    private static @Nullable Integer from(Snapshot.Chain chain, Map<ContactId, Integer> numbers) {
        var previous = number(chain.previousContactId(), numbers);
        if (previous != null) {
            return previous;
        }
        var related = number(chain.relatedContactId(), numbers);
        return related == null ? number(chain.initialContactId(), numbers) : related;
    }

    private static @Nullable Integer number(@Nullable ContactId id, Map<ContactId, Integer> numbers) {
        return id == null ? null : numbers.get(id);
    }

    private static String relation(Snapshot seen) {
        return seen.leg() == Leg.CUSTOMER ? "contact.relation." + came(seen) : "words.leg." + seen.leg();
    }

    private static String came(Snapshot seen) {
        var chain = seen.chain();
        if (chain.initialContactId() == null && chain.previousContactId() == null) {
            return chain.relatedContactId() == null ? "first" : "related";
        }
        var method = seen.initiationMethod();
        return method == null ? "follows" : RELATIONS.getOrDefault(method, "follows");
    }
}
