package io.contactstatus.audit;

/// What a request did with personal data. Of several the one that comes last here is the request's.
public enum AuditKind {
    /// Summaries of many contacts, or agents, were shown.
    LIST,
    /// A contact was shown, or a part of it: its history, its journey, its record.
    VIEW,
    /// It was shown where recordings of a contact lie.
    RECORDINGS,
    /// A recording was opened to be heard or seen. Once for a caller, a recording and ten minutes, as are the next two.
    PLAYBACK,
    /// A recording was loaded to be kept.
    DOWNLOAD,
    /// What was said or written was shown.
    TRANSCRIPT,
    /// A customer was looked for by a number or another identifier, found or not.
    LOOKUP,
    /// A stream was opened. What it shows afterwards is not told contact by contact.
    STREAM_OPENED,
    STREAM_ENDED,
    /// A display began to show the wall, which has no personal data.
    DISPLAY,
    /// A dead letter was shown as it came.
    PAYLOAD,
    /// A contact was changed through the API.
    CHANGE,
    /// Amazon Connect was to end a contact.
    STOP,
    /// Dead letters were tried again.
    REPLAY,
    /// A dead letter was thrown away.
    DISCARD,
    /// The erasure of a customer was asked for.
    ERASURE
}
