package io.contactstatus.jobs;

import java.util.Map;

/// Work that is not requested and never done: its jobs exist as soon as it does. When one breaks it is begun
/// again.
public interface ContinuousWork extends Work {

    /// The request of each of its jobs, by id.
    Map<String, Map<String, String>> standing();
}
