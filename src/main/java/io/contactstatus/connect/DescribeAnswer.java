package io.contactstatus.connect;

/// What Amazon Connect answers when it is asked about something.
public sealed interface DescribeAnswer {

    /// As it has it.
    ///
    /// @param text JSON of a contact, or the name of a queue or a user
    record Described(String text) implements DescribeAnswer {}

    /// It does not know it.
    record Unknown() implements DescribeAnswer {}

    /// It is to be asked less often.
    record Throttled() implements DescribeAnswer {}

    /// The permission is missing.
    record Forbidden() implements DescribeAnswer {}

    /// It cannot be asked now, or about this.
    ///
    /// @param code of the error
    record Failed(String code) implements DescribeAnswer {}
}
