package io.contactstatus.store;

/// The tables, their keys and indexes.
///
/// Indexes carry keys only: every projected attribute that changes would cost one more write, and lists read the
/// contacts themselves, in batches, so that what they show is not older than what the contact's own page shows. One
/// has what a contact adds to figures besides: a sum over thousands must not read them all.
record Tables(
        String contacts,
        String history,
        String customerKeys,
        String seats,
        String deadLetters,
        String jobs,
        String captures,
        String erasures,
        String queueFigures) {

    static final String EXPIRY = "DDB_ExpiryEpoch";
    static final String CONTACT_ID = "Connect_ContactId";
    static final String VERSION = "Version";

    static final String CUSTOMER = "Customer_Identifier";
    static final String STARTED = "Started";
    static final String CUSTOMER_INDEX = "Customer_Identifier-index";

    static final String INITIAL_CONTACT = "Connect_InitialContactId";
    static final String CHAIN_INDEX = "Connect_InitialContactId-index";

    static final String ACTIVE_BUCKET = "Active_Bucket";
    static final String WAITING_SINCE = "Waiting_Since";
    static final String ACTIVE_INDEX = "Active-index";

    static final String ANNOUNCE_BUCKET = "Announce_Bucket";
    static final String ANNOUNCE_SINCE = "Announce_Since";
    static final String ANNOUNCE_CHANGE = "Announce";
    static final String ANNOUNCEMENT_INDEX = "Announcement-index";

    static final String ABANDONED_BUCKET = "Abandoned_Bucket";
    static final String ABANDONED_AT = "Abandoned_At";
    static final String ABANDONED_INDEX = "Abandoned-index";

    static final String LEFT_KEY = "Left_Key";
    static final String LEFT_AT = "Left_At";
    static final String AGENT_ARN = "Connect_AgentArn";
    static final String FIGURES = "Figures";
    static final String ENDED_INDEX = "Ended-index";

    static final String CHANGED_BUCKET = "Changed_Bucket";
    static final String CHANGED_AT = "Changed_At";
    static final String CHANGED_INDEX = "Changed-index";

    static final String DUE_BUCKET = "Due_Bucket";
    static final String DUE_AT = "Due_At";
    static final String DUE_INDEX = "Due-index";
    static final String ARCHIVED_AT = "Archived_At";
    static final String ARCHIVED_DAY = "Archived_Day";
    static final String CUT = "Cut";
    static final String EXPIRES_AT = "Expires_At";

    static final String ENTRY = "Entry";

    static final String QUEUE_KEY = "Queue_Key";

    static final String CUSTOMER_KEY = "Customer_Key";

    static final String SEAT_BUCKET = "Seat_Bucket";
    static final String AGENT_ID = "Agent_Id";

    static final String LETTER_ID = "DeadLetter_Id";
    static final String PART = "Part";
    static final String LETTER_BUCKET = "Bucket";
    static final String RECEIVED_AT = "Received_At";
    static final String LETTER_INDEX = "Received-index";

    static final String ERASED_AT = "Erased_At";
    static final String ERASED_BY = "Erased_By";
    static final String ERASED_KEYS = "Erased_Keys";
    static final String ERASED_RECORDED_KEYS = "Erased_Recorded_Keys";

    static final String ERASURE_BUCKET = "Erasure_Bucket";
    static final String ERASURE_ID = "Erasure_Id";

    static final String JOB_KIND = "Job_Kind";
    static final String JOB_ID = "Job_Id";
    static final String RUNNING_KIND = "Running_Kind";
    static final String RUNNING_INDEX = "Running-index";

    static Tables prefixed(String prefix) {
        return new Tables(
                prefix + "ContactStatus",
                prefix + "ContactHistory",
                prefix + "CustomerKey",
                prefix + "AgentSeat",
                prefix + "ContactDeadLetter",
                prefix + "ContactJob",
                prefix + "ContactCapture",
                prefix + "ContactErasure",
                prefix + "QueueFigures");
    }
}
