/// What people look at: pages rendered here, and kept up to date by fragments that are pushed.
///
/// Everything lies under `/ui`. Whatever is shown of people goes through `view`, as in the API.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "identity", "ingest", "journey", "live", "names", "security", "store", "view"
        })
package io.contactstatus.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
