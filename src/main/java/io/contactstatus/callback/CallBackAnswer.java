package io.contactstatus.callback;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.Latest;

/// What became of a wish about a call-back.
public sealed interface CallBackAnswer {

    /// As it is now.
    Latest<CallBack> callBack();

    /// It is as was wanted.
    record Agreed(Latest<CallBack> callBack) implements CallBackAnswer {}

    /// Another one has the customer, or has called them back already.
    record Taken(Latest<CallBack> callBack) implements CallBackAnswer {}
}
