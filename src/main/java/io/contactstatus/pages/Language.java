package io.contactstatus.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages that pages are in. English is what everything else falls back to.
enum Language {
    EN(Locale.ENGLISH, "English"),
    JA(Locale.JAPANESE, "日本語");

    private final Locale locale;
    private final String itsName;

    Language(Locale locale, String itsName) {
        this.locale = locale;
        this.itsName = itsName;
    }

    Locale locale() {
        return locale;
    }

    /// As those call it who speak it.
    public String itsName() {
        return itsName;
    }

    public String tag() {
        return locale.toLanguageTag();
    }

    static Optional<Language> tagged(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag().equalsIgnoreCase(tag))
                .findFirst();
    }

    static Language of(Locale locale) {
        return tagged(locale.getLanguage()).orElse(EN);
    }

    /// The first one of what is preferred that there is.
    static Language preferredOf(List<Locale> wanted) {
        return wanted.stream()
                .flatMap(locale -> tagged(locale.getLanguage()).stream())
                .findFirst()
                .orElse(EN);
    }
}
