package io.contactstatus.contact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What Amazon Connect's word for how a contact was made means. An open list: a word that is not known means
/// nothing.
///
/// @param word null while it is not known
/// @see <a href="https://docs.aws.amazon.com/connect/latest/adminguide/ctr-data-model.html">InitiationMethod</a>
record Method(@Nullable String word) {

    static final String INBOUND = "INBOUND";
    static final String CALLBACK = "CALLBACK";
    static final String CUSTOMER_FIRST_QUEUED = "CALLBACK_CUSTOMER_FIRST_QUEUED";
    static final String CUSTOMER_FIRST_DIALED = "CALLBACK_CUSTOMER_FIRST_DIALED";

    private static final Set<String> TRANSFERS = Set.of("TRANSFER", "QUEUE_TRANSFER");

    boolean is(String other) {
        return other.equals(word);
    }

    boolean isTransfer() {
        return isTransfer(word);
    }

    static boolean isTransfer(@Nullable String word) {
        return word != null && TRANSFERS.contains(word);
    }

    /// Of any kind, whether the agent or the customer is dialled first.
    boolean isCallback() {
        return word != null && word.startsWith(CALLBACK);
    }

    /// Made from a contact whose customer is to be called back later.
    boolean isRequestedCallback() {
        return is(CALLBACK) || is(CUSTOMER_FIRST_QUEUED);
    }

    /// The customer goes over to it at once.
    boolean takesOver() {
        return isTransfer() || is("FLOW");
    }

    boolean isThirdParty() {
        return is("EXTERNAL_OUTBOUND");
    }

    /// Whether Amazon Connect refuses to stop a call that was made so.
    ///
    /// @see <a href="https://docs.aws.amazon.com/connect/latest/APIReference/API_StopContact.html">StopContact</a>
    boolean isBarredFromStop() {
        return isTransfer() || isThirdParty() || isMonitoring() || is("DISCONNECT");
    }

    boolean isMonitoring() {
        return word != null && (word.startsWith("MONITOR") || word.startsWith("BARGE"));
    }

    /// Of what several sources claim, and of the legs that follow a contact, the one of the highest rank is
    /// believed: a leg for monitoring, or for what is to be done after the end, must not hide the one that took
    /// the customer over.
    static int rank(String word) {
        if (isTransfer(word)) {
            return 2;
        }
        return word.startsWith(CALLBACK) ? 1 : 0;
    }
}
