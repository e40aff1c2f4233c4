package io.contactstatus.kinesis;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.arns.Arn;

/// A stream as it is configured.
///
/// @param arn where it was given: a stream of another account has to be asked for by it
record StreamName(String name, @Nullable String arn) {

    static StreamName parse(String configured) {
        if (!configured.startsWith("arn:")) {
            return new StreamName(configured, null);
        }
        return new StreamName(Arn.fromString(configured).resource().resource(), configured);
    }

    @Override
    public String toString() {
        return name;
    }
}
