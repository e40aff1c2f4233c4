package io.contactstatus.masking;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Recognises the names of secrets, in keys and in sentences, in English and Japanese: passwords, PINs, tokens,
/// card numbers and security codes, social security numbers.
final class SecretNames {

    private static final Pattern NAMED = Pattern.compile(
            "(?i)secret|token|api[ _-]?key|private[ _-]?key|authorization|credential|card[ _-]?(?:number|no\\b)");
    private static final Pattern SHORT = Pattern.compile("(?<![A-Za-z])pan(?![A-Za-z])");

    /// What a flow may say back to the one who entered it.
    private static final Pattern SPOKEN = Pattern.compile("(?i)pass(?:word|wd|code|phrase)"
            + "|security[ _-]?(?:code|number|answer)|one[ _-]?time|individual[ _-]?number"
            + "|暗証|パスワード|パスコード|セキュリティ[・ ]?コード|認証(?:番号|コード)|合言葉|ワンタイム"
            + "|個人番号|マイナンバー(?!カード(?!の?番号))");
    private static final Pattern SPOKEN_SHORT =
            Pattern.compile("(?<![A-Za-z])(?:pin|cvv|cvv2|cvc|cvc2|otp|ssn)(?![A-Za-z])");

    /// Japan's number of a person. Without capitals it is the speaker's number of anything.
    private static final Pattern MY_NUMBER = Pattern.compile("(?:My ?|\\bmy)Number|my_number|MY_NUMBER");

    /// The number of the social security, or the digits of it that are asked for; not its offices and benefits.
    private static final Pattern SOCIAL = Pattern.compile("social[ _-]?(?:security|insurance)[ _-]?(?:num|no\\b|digits)"
            + "|\\b(?:last|first|four|nine|[49]|digits?|enter|type|key in|say|provide|give|tell|verify|confirm|what(?:[’']s)?"
            + "|have)\\b[^.?!]{0,30}(?<=\\b(?:your|of|the|his|her|digits?|four|full|complete|entire) )social(?: security)?\\b(?! *(?:media|work|service|network|care|club|event|profile"
            + "|account|program|insurance|housing|benefit|claim|office|administration|payment|income|disab))"
            + "|\\bsocial (?:security )?(?:last|first) ?[0-9]|\\blast ?[0-9] ?(?:of )?social\\b");

    /// Of a card, on its back.
    private static final String ON_THE_BACK =
            "(?:\\b(?:on|at|from) (?:the )?(?:back|reverse)\\b|\\b(?:back|reverse)(?: side)? of\\b)";
    private static final String FEW_DIGITS = "(?:(?:three|four|[34])[ -]?digits?\\b|\\bcode\\b)";
    private static final Pattern BACK = Pattern.compile(FEW_DIGITS + "[^.?!]{0,60}" + ON_THE_BACK
            + "|" + ON_THE_BACK + "[^.?!]{0,60}" + FEW_DIGITS
            + "|裏[面側]?[^。]{0,20}(?:桁|番号|数字|コード)|(?:桁|番号|数字|コード)[^。]{0,10}裏面");
    private static final Pattern BACK_OF_OTHERS =
            Pattern.compile("保険証|免許証|診察券|会員証|証券|member(?:ship)? card|insurance card");

    private static final Pattern EXPIRY = Pattern.compile(
            "(?<![a-z])exp(?:\\.|iry|iration|ires|iring)?[ _-]{0,2}(?:date|month|year)\\b|\\bmm ?/? ?yy|有効期限|(?:date|month|year) of expir");
    private static final Pattern CARD = Pattern.compile("(?<![a-z])(?:card|credit|debit)|カード|クレジット|クレカ");
    private static final Pattern VALID =
            Pattern.compile("(?<![a-z])expir|\\bvalid (?:thru|through|until)\\b|\\bgood thru\\b");
    private static final Pattern OTHERS_THAT_EXPIRE = Pattern.compile(
            "polic|passport|licen[cs]e|contract|warranty|subscription|membership|coupon|point|offer|permit|registration"
                    + "|insurance|lease|certificate|ticket|パスポート|旅券|免許|保険|契約|証券|ポイント|クーポン|会員|定期|見積|商品券|チケット");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SecretNames() {}

    /// Whether a key or a prompt with these words is about a secret.
    static boolean match(@Nullable String words) {
        if (words == null) {
            return false;
        }
        return NAMED.matcher(words).find() || SHORT.matcher(spaced(words)).find() || areSpokenOf(words);
    }

    static boolean areSpokenOf(String words) {
        var spaced = spaced(words);
        return SPOKEN.matcher(words).find()
                || SPOKEN_SHORT.matcher(spaced).find()
                || MY_NUMBER.matcher(words).find()
                || SOCIAL.matcher(spaced).find()
                || isOnTheBack(spaced)
                || isExpiryOfCard(spaced);
    }

    private static String spaced(String words) {
        return CAMEL.matcher(words).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static boolean isOnTheBack(String words) {
        return BACK.matcher(words).find() && !BACK_OF_OTHERS.matcher(words).find();
    }

    private static boolean isExpiryOfCard(String words) {
        var isOfCard = CARD.matcher(words).find();
        return (EXPIRY.matcher(words).find()
                        && (isOfCard || !OTHERS_THAT_EXPIRE.matcher(words).find()))
                || (isOfCard && VALID.matcher(words).find());
    }
}
