package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import java.util.List;

/// Hears what is said on contacts, with all words, after what may be stored of it is. It may be said again.
public interface SpeechListener {

    void said(ContactId contact, List<Utterance> utterances);

    /// Nothing more comes.
    void over(ContactId contact);
}
