package io.contactstatus.identity;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How customers' numbers are read.
///
/// @param defaultRegion the country whose way of writing phone numbers is assumed where no `+` says otherwise
/// @param nobodysNumbers what carriers put in place of a number that is withheld or not known. Callers who have
///   one of them are not one customer. Neither case nor punctuation matters, nor a SIP address around it. A
///   list of one's own replaces this one
@Validated
@ConfigurationProperties("contact-status")
record IdentityProperties(@Pattern(regexp = "[A-Z]{2}") String defaultRegion, List<@NotBlank String> nobodysNumbers) {

    /// The digits are words on a telephone's keypad: ANONYMOUS, UNAVAILABLE, BLOCKED, UNKNOWN, RESTRICTED.
    private static final List<String> NOBODYS = List.of(
            "anonymous",
            "withheld",
            "private",
            "restricted",
            "unavailable",
            "unknown",
            "+266696687",
            "+86282452253",
            "+2562533",
            "+8656696",
            "+7378742883",
            "0");

    IdentityProperties(@DefaultValue("JP") String defaultRegion, @Nullable List<String> nobodysNumbers) {
        this.defaultRegion = defaultRegion;
        this.nobodysNumbers = nobodysNumbers == null ? NOBODYS : List.copyOf(nobodysNumbers);
    }
}
