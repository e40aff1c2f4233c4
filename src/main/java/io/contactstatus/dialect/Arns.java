package io.contactstatus.dialect;

import io.contactstatus.contact.ResourceId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ids are what comes last in an ARN.
public final class Arns {

    private static final String INSTANCE = ":instance/";
    private static final String FUNCTION = ":function:";

    private Arns() {}

    public static @Nullable String lastPart(@Nullable String arn) {
        return ResourceId.of(arn);
    }

    /// Whether what is asked for, an id, an ARN of whichever Region or a name, is the one with this ARN or name.
    public static boolean isMeant(String asked, @Nullable String arn, @Nullable String name) {
        return asked.equals(name) || (arn != null && Objects.equals(lastPart(asked), lastPart(arn)));
    }

    /// The ARN of the instance that something belongs to: its own begins with it.
    public static @Nullable String instanceOf(@Nullable String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            return null;
        }
        var from = arn.indexOf(INSTANCE);
        var to = from < 0 ? -1 : arn.indexOf('/', from + INSTANCE.length());
        return to < 0 ? null : arn.substring(0, to);
    }

    /// The Region of the instance that something belongs to.
    public static @Nullable String regionOf(@Nullable String arn) {
        var parts = arn == null ? new String[0] : arn.split(":", 5);
        return parts.length == 5 && parts[0].equals("arn") && !parts[3].isEmpty() ? parts[3] : null;
    }

    /// The name of a Lambda function, with its version if it has one; what is no ARN is the name already.
    public static String functionName(String arn) {
        var before = arn.lastIndexOf(FUNCTION);
        return before < 0 ? arn : arn.substring(before + FUNCTION.length());
    }
}
