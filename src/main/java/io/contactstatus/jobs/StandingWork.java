package io.contactstatus.jobs;

import java.util.Map;

/// Work that is there without being asked for and is never done. When it breaks it is begun again.
public interface StandingWork extends Work {

    /// Its jobs by their ids, and what each is requested to do.
    Map<String, Map<String, String>> standing();
}
