package io.contactstatus.decode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ConversationFacts;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Utterance;
import io.contactstatus.dialect.FieldName;
import io.contactstatus.dialect.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The segments of one event of Contact Lens, or the transcript of its file. Those of calls count their times from the
/// begin of the media, which they do not tell; those of chats tell times.
final class ContactLensSegments {

    private static final FieldName UTTERANCE = FieldName.of("Utterance");
    private static final FieldName TRANSCRIPT = FieldName.of("Transcript");
    private static final FieldName CATEGORIES = FieldName.of("Categories");
    private static final FieldName ISSUES = FieldName.of("Issues", "Issue");
    private static final FieldName EVENT = FieldName.of("Event", "Events");
    private static final FieldName ATTACHMENTS = FieldName.of("Attachments", "Attachment");
    private static final FieldName SUMMARY = FieldName.of("PostContactSummary");

    private static final FieldName ID = FieldName.of("Id");
    private static final FieldName TRANSCRIPT_ID = FieldName.of("TranscriptId");
    private static final FieldName PARTICIPANT_ROLE = FieldName.of("ParticipantRole");
    private static final FieldName PARTIAL_CONTENT = FieldName.of("PartialContent");
    private static final FieldName CONTENT = FieldName.of("Content");
    private static final FieldName BEGIN_OFFSET = FieldName.of("BeginOffsetMillis");
    private static final FieldName END_OFFSET = FieldName.of("EndOffsetMillis");
    private static final FieldName TIME = FieldName.of("Time");
    private static final FieldName ABSOLUTE_TIME = FieldName.of("AbsoluteTime");
    private static final FieldName SENTIMENT = FieldName.of("Sentiment");
    private static final FieldName ISSUES_DETECTED = FieldName.of("IssuesDetected");
    private static final FieldName TRANSCRIPT_ITEMS = FieldName.of("TranscriptItems");
    private static final FieldName CHARACTER_OFFSETS = FieldName.of("CharacterOffsets");
    private static final FieldName BEGIN_OFFSET_CHAR = FieldName.of("BeginOffsetChar");
    private static final FieldName MATCHED_CATEGORIES = FieldName.of("MatchedCategories");
    private static final FieldName MATCHED_DETAILS = FieldName.of("MatchedDetails");

    private static final FieldName PARTICIPANTS = FieldName.of("Participants");
    private static final FieldName PARTICIPANT_ID = FieldName.of("ParticipantId");
    private static final FieldName TYPE = FieldName.of("Type");

    /// Of what is in the transcript of a chat and was not written by anyone: that one has joined, for example.
    private static final String EVENT_TYPE = "EVENT";

    /// Older files have these in place of an id.
    private static final Set<String> ROLES = Set.of("CUSTOMER", "AGENT", "SYSTEM");

    private static final int MOST_PARTICIPANTS = 100;

    /// Longer ids become parts of keys no more.
    private static final int LONGEST_ID = 256;

    private static final int KEY = 8;

    private final ContactId contact;
    private final boolean raw;
    private final boolean kept;
    private final Utterance.Origin origin;
    private final Map<String, String> roles = new HashMap<>();
    private final ConversationFacts told = new ConversationFacts();
    private final List<Utterance> utterances = new ArrayList<>();
    private final Set<String> news = new TreeSet<>();
    private final Set<String> withIssue = new HashSet<>();
    private Instant at = Stamp.UNTIMED;
    private @Nullable Integer firstOffset;

    private ContactLensSegments(ContactId contact, boolean raw, boolean kept, Utterance.Origin origin) {
        this.contact = contact;
        this.raw = raw;
        this.kept = kept;
        this.origin = origin;
    }

    /// @param raw nothing was taken out of the words
    /// @param kept the words may be stored
    static ContactLensSegments of(ContactId contact, boolean raw, boolean kept, @Nullable JsonNode all) {
        var segments = new ContactLensSegments(contact, raw, kept, Utterance.Origin.LIVE);
        if (all != null && all.isArray()) {
            // What they say of utterances comes after those.
            all.forEach(segment -> segments.noteIssues(Fields.of(segment)));
            all.forEach(segment -> segments.read(Fields.of(segment)));
        }
        return segments;
    }

    /// Of a file, which names participants by their ids, and their roles once.
    static ContactLensSegments ofFile(ContactId contact, boolean raw, boolean kept, Fields file) {
        var segments = new ContactLensSegments(contact, raw, kept, Utterance.Origin.FILE);
        objects(file, PARTICIPANTS).forEach(segments::role);
        objects(file, TRANSCRIPT).forEach(segments::transcript);
        segments.categories(file.object(CATEGORIES));
        return segments;
    }

    private void role(Fields participant) {
        var id = participant.text(PARTICIPANT_ID);
        var role = participant.text(PARTICIPANT_ROLE);
        if (id != null && role != null && roles.size() < MOST_PARTICIPANTS) {
            roles.put(id, role);
        }
    }

    private @Nullable String roleOf(Fields item) {
        var role = item.text(PARTICIPANT_ROLE);
        var id = item.text(PARTICIPANT_ID);
        if (role != null || id == null) {
            return role;
        }
        var known = roles.get(id);
        return known == null && ROLES.contains(id) ? id : known;
    }

    private void noteIssues(Fields segment) {
        objects(segment.object(ISSUES), ISSUES_DETECTED)
                .forEach(issue -> objects(issue, TRANSCRIPT_ITEMS).forEach(item -> {
                    var id = item.text(ID);
                    if (id != null) {
                        withIssue.add(id);
                        issue(id, item);
                    }
                }));
    }

    private void issue(String transcript, Fields place) {
        var offset = place.object(CHARACTER_OFFSETS).number(BEGIN_OFFSET_CHAR);
        var key =
                ContentHash.quick(StringNode.valueOf(transcript + "#" + offset)).substring(0, KEY);
        switch (origin) {
            case LIVE -> told.issue(key);
            case FILE -> told.filedIssue(key);
        }
        news.add("an issue");
    }

    private void read(Fields segment) {
        preliminary(segment.object(UTTERANCE));
        transcript(segment.object(TRANSCRIPT));
        categories(segment.object(CATEGORIES));
        note(segment, EVENT, "an event of the chat");
        note(segment, ATTACHMENTS, "an attachment");
        if (segment.has(SUMMARY)) {
            news.add("a summary");
            told.summary(kept ? segment.object(SUMMARY).text(CONTENT) : null);
        }
    }

    private void note(Fields segment, FieldName name, String what) {
        if (segment.has(name)) {
            news.add(what);
            time(segment.object(name));
        }
    }

    private void preliminary(Fields part) {
        var id = id(part, ID);
        var whole = id(part, TRANSCRIPT_ID);
        if (id != null && whole != null) {
            utterances.add(utterance(part, id, whole, part.text(PARTIAL_CONTENT), false));
        }
    }

    private void transcript(Fields item) {
        var id = id(item, ID);
        if (id == null || EVENT_TYPE.equals(item.text(TYPE))) {
            return;
        }
        var issues = objects(item, ISSUES_DETECTED);
        issues.forEach(issue -> issue(id, issue));
        var said = utterance(item, id, null, item.text(CONTENT), !issues.isEmpty() || withIssue.contains(id));
        utterances.add(said);
        told.sentiment(said.participant(), said.sentiment(), said.place());
    }

    private Utterance utterance(Fields item, String id, @Nullable String whole, @Nullable String words, boolean issue) {
        var role = roleOf(item);
        var begin = item.number(BEGIN_OFFSET);
        if (begin != null && (firstOffset == null || begin < firstOffset)) {
            firstOffset = begin;
        }
        return new Utterance(
                contact,
                id,
                whole,
                role == null ? "UNKNOWN" : role.toUpperCase(Locale.ROOT),
                begin,
                item.number(END_OFFSET),
                time(item),
                words,
                raw,
                kept,
                item.text(SENTIMENT),
                issue,
                origin);
    }

    private @Nullable Instant time(Fields item) {
        var nested = item.object(TIME).time(ABSOLUTE_TIME);
        var time = nested == null ? item.time(ABSOLUTE_TIME) : nested;
        if (time != null && time.isAfter(at)) {
            at = time;
        }
        return time;
    }

    private void categories(Fields matched) {
        var names = matched.get(MATCHED_CATEGORIES);
        if (names != null && names.isArray()) {
            names.forEach(name -> category(Fields.scalar(name)));
        }
        matched.object(MATCHED_DETAILS).tree().propertyNames().forEach(this::category);
    }

    private void category(@Nullable String name) {
        if (name != null && !name.isBlank()) {
            told.category(name);
            news.add("a category");
        }
    }

    private static @Nullable String id(Fields item, FieldName name) {
        var id = item.text(name);
        return id == null || id.length() <= LONGEST_ID ? id : ContentHash.of(StringNode.valueOf(id));
    }

    private static List<Fields> objects(Fields of, FieldName name) {
        var all = of.get(name);
        return all == null || !all.isArray()
                ? List.of()
                : all.valueStream().filter(JsonNode::isObject).map(Fields::of).toList();
    }

    ContactId contact() {
        return contact;
    }

    ConversationFacts told() {
        return told;
    }

    List<Utterance> utterances() {
        return utterances;
    }

    /// Whether there is more in them than what was said.
    boolean hasNews() {
        return !news.isEmpty();
    }

    /// Of the last one that tells its time.
    Instant at() {
        return at;
    }

    /// Brings entries of a call, which have no time, into their order.
    String placeName() {
        return firstOffset == null ? "" : "%010d-".formatted(firstOffset);
    }

    String summary() {
        return news.isEmpty() ? "Contact Lens heard something" : "Contact Lens found " + String.join(", ", news);
    }
}
