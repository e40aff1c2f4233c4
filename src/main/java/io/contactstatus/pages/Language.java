package io.contactstatus.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The languages of the pages. English is the fallback.
public enum Language {
    EN(Locale.ENGLISH, "English"),
    JA(Locale.JAPANESE, "日本語");

    private final Locale locale;
    private final String itsName;

    Language(Locale locale, String itsName) {
        this.locale = locale;
        this.itsName = itsName;
    }

    public Locale locale() {
        return locale;
    }

    /// In the language itself.
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

    public static Language of(Locale locale) {
        return tagged(locale.getLanguage()).orElse(EN);
    }

    /// The first preferred language that is supported.
    static Language preferredOf(List<Locale> wanted) {
        return wanted.stream()
                .flatMap(locale -> tagged(locale.getLanguage()).stream())
                .findFirst()
                .orElse(EN);
    }
}
