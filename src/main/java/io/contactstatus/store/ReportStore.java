package io.contactstatus.store;

import java.util.List;

/// What the instances say of themselves, so that each can tell of all. Forgotten soon after they have said
/// nothing more.
public interface ReportStore {

    /// Replaces what this instance said before.
    void keep(InstanceReport report);

    /// One of each instance, the youngest first.
    List<InstanceReport> all();
}
