package io.contactstatus.identity;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What carriers put in place of a number that is withheld or not known, in whatever spelling.
final class NobodysNumbers {

    private static final Pattern SCHEME = Pattern.compile("^.*?\\b(sips?|tel):");
    private static final Pattern NOT_SPOKEN = Pattern.compile("[^\\p{L}\\p{N}]");
    private static final Pattern ZEROS = Pattern.compile("0+");
    private static final String ZERO = "0";

    private final Set<String> words;

    NobodysNumbers(List<String> spelt) {
        words = spelt.stream().map(NobodysNumbers::word).collect(Collectors.toUnmodifiableSet());
    }

    boolean contains(String address) {
        var word = word(address);
        return word.isEmpty() || words.contains(word);
    }

    /// `"Anonymous" <sip:anonymous@anonymous.invalid>` and `ANONYMOUS` are one word, and so are all numbers of
    /// zeros.
    private static String word(String address) {
        var text = Normalizer.normalize(address, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var sip = SCHEME.matcher(text);
        var user = sip.find() ? text.substring(sip.end()) : text;
        var end = user.indexOf('@');
        var word = NOT_SPOKEN.matcher(end < 0 ? user : user.substring(0, end)).replaceAll("");
        return ZEROS.matcher(word).matches() ? ZERO : word;
    }
}
