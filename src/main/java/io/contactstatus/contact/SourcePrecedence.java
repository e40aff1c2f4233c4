package io.contactstatus.contact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which of a contact's sources is believed. The one rule: what the contact record speaks about outranks the live
/// sources, except that a live time less than a second away is the same moment, told finer.
final class SourcePrecedence {

    private final LastBySource heard;
    private final @Nullable ContactRecord record;

    SourcePrecedence(Contact contact) {
        heard = contact.heard();
        record = contact.record();
    }

    @Nullable
    Attributed<Moment> time(@Nullable Instant recorded, @Nullable Attributed<Moment> told) {
        if (recorded == null) {
            return told;
        }
        var statement = Moment.rounded(recorded);
        if (told == null || !told.value().isSameAs(statement)) {
            return new Attributed<>(statement, byRecord());
        }
        return new Attributed<>(
                told.value().exact() ? told.value() : statement,
                told.attribution().andBy(Source.CONTACT_RECORD));
    }

    <T extends Comparable<? super T>> @Nullable Attributed<T> word(@Nullable T recorded, @Nullable Latest<T> told) {
        if (recorded != null) {
            return new Attributed<>(recorded, byRecord());
        }
        return told == null ? null : new Attributed<>(told.value(), Attribution.by(told.stamp()));
    }

    /// The finer of two times that are the same moment, as everywhere.
    @Nullable
    Instant finer(@Nullable Instant recorded, @Nullable Instant told) {
        return ResolvedFacts.at(time(recorded, told == null ? null : byEvent(Moment.exact(told))));
    }

    Attribution byRecord() {
        return Attribution.by(
                Source.CONTACT_RECORD, record == null ? null : record.edition().lastUpdate());
    }

    /// Of what only contact events tell, apart from the contact record.
    static @Nullable Attributed<Moment> byEvent(@Nullable Moment moment) {
        return moment == null ? null : new Attributed<>(moment, Attribution.by(Source.CONTACT_EVENT, moment.at()));
    }

    Attribution byAgentsSide(Instant at) {
        return Attribution.by(hasSpoken(Source.AGENT_EVENT) ? Source.AGENT_EVENT : Source.CONTACT_EVENT, at);
    }

    /// Of the same source as the queue or agent that it told along with the time.
    Attribution teller(Moment moment, @Nullable Latest<String> place) {
        return place != null && place.stamp().at().equals(moment.at())
                ? Attribution.by(place.stamp())
                : Attribution.by(
                        hasSpoken(Source.CONTACT_EVENT) ? Source.CONTACT_EVENT : Source.AGENT_EVENT, moment.at());
    }

    Attribution firstHeard() {
        var last = heard.lastBySource();
        return last.isEmpty()
                ? Attribution.by(Source.CONTACT_EVENT, null)
                : Attribution.by(last.firstKey(), last.get(last.firstKey()));
    }

    private boolean hasSpoken(Source source) {
        return heard.lastBySource().containsKey(source);
    }
}
