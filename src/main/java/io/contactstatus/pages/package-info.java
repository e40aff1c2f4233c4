/// The pages under `/ui`: rendered on the server, and kept up to date by server-sent events.
///
/// Each page is a sub-package, which needs no other page; here is the frame around them: layout, login, language,
/// errors. Personal data is masked by `view`, as in the API.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "callback",
            "connect",
            "contact",
            "deadletters",
            "identity",
            "ingest",
            "instances",
            "journey",
            "live",
            "masking",
            "media",
            "names",
            "problems",
            "queues",
            "recordings",
            "security",
            "store",
            "switches",
            "transcripts",
            "view",
            "visibility"
        })
package io.contactstatus.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
