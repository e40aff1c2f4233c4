package io.contactstatus.store;

import java.math.BigInteger;
import java.util.UUID;
import java.util.regex.Pattern;

/// A UUID in 20 printable characters instead of 36: random digits are what deflating cannot make shorter.
final class PackedUuid {

    private static final Pattern AT_END =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\z");
    private static final int LENGTH = 20;
    private static final char FIRST = ' ';
    private static final long RADIX = '~' - FIRST + 1;
    private static final BigInteger BASE = BigInteger.valueOf(RADIX);

    private PackedUuid() {}

    /// Where the UUID at the end of a text begins; its length when it does not end with one as Java writes it.
    static int startIn(String text) {
        var uuid = AT_END.matcher(text);
        return uuid.find() ? uuid.start() : text.length();
    }

    static String packed(String written) {
        var uuid = UUID.fromString(written);
        var rest = unsigned(uuid.getMostSignificantBits())
                .shiftLeft(Long.SIZE)
                .or(unsigned(uuid.getLeastSignificantBits()));
        var characters = new char[LENGTH];
        for (var index = LENGTH - 1; index >= 0; index--) {
            var divided = rest.divideAndRemainder(BASE);
            characters[index] = (char) (FIRST + divided[1].intValue());
            rest = divided[0];
        }
        return new String(characters);
    }

    static String unpacked(String packed) {
        var high = 0L;
        var low = 0L;
        for (var index = 0; index < packed.length(); index++) {
            var product = low * RADIX;
            var carry = Math.unsignedMultiplyHigh(low, RADIX);
            low = product + packed.charAt(index) - FIRST;
            high = high * RADIX + carry + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        }
        return new UUID(high, low).toString();
    }

    private static BigInteger unsigned(long bits) {
        return new BigInteger(Long.toUnsignedString(bits));
    }
}
