package io.contactstatus.journey;

import io.contactstatus.contact.Snapshot;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What steps of the friendly journey have in common in words: prompts as they were heard, and outside numbers.
final class FriendlyText {

    private final String channel;
    private final Masking shown;
    private final Phrases phrases;

    FriendlyText(Snapshot contact, Masking shown, Phrases phrases) {
        channel = CourseText.channel(contact);
        this.shown = shown;
        this.phrases = phrases;
    }

    List<String> quoted(Collection<String> texts) {
        return texts.stream().map(shown::wording).map(phrases::quoted).toList();
    }

    String together(Iterable<String> prompts) {
        return String.join(phrases.say("heard.separator"), prompts);
    }

    /// Chats and e-mails are read.
    String heard(String prompts) {
        return phrases.sayFirst("heard." + channel, "heard", prompts);
    }

    String heardWaiting(Iterable<String> prompts) {
        return phrases.sayFirst("heard.waiting." + channel, "heard.waiting", together(prompts));
    }

    String withNumber(String key, @Nullable String number) {
        return number == null ? phrases.say(key) : phrases.say(key + ".number", shown.personal(number));
    }
}
