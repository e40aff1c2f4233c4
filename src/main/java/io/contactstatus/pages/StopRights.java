package io.contactstatus.pages;

import io.contactstatus.connect.ContactStops;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.ObjectProvider;

/// Whether a viewer is offered to end contacts.
public final class StopRights {

    private StopRights() {}

    /// @param stops nothing where the service ends none
    public static boolean isGranted(ObjectProvider<ContactStops> stops, HttpServletRequest request) {
        return request.isUserInRole("SCOPE_contacts:control") && stops.getIfAvailable() != null;
    }
}
