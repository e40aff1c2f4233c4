package io.contactstatus.pages.card;

import io.contactstatus.media.LiveSpectra;
import io.contactstatus.store.StoredContact;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Who is offered a look at how a contact sounds.
@Component
public class SpectrumCards {

    private final ObjectProvider<LiveSpectra> spectra;

    /// @param spectra none where nothing is captured
    SpectrumCards(ObjectProvider<LiveSpectra> spectra) {
        this.spectra = spectra;
    }

    /// Null for those who may not hear recordings, and where nothing is captured.
    public @Nullable SpectrumCard of(StoredContact stored, HttpServletRequest request) {
        var captured = spectra.getIfAvailable();
        if (captured == null || !request.isUserInRole("SCOPE_recordings:read")) {
            return null;
        }
        var id = stored.contact().id();
        return new SpectrumCard(id.value(), stored.snapshot().active() && captured.isCaptured(id));
    }
}
