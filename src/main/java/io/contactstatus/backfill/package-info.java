/// Reads what Firehose has written to S3 through the ingestion: to fill a new table, or to mend an old one.
///
/// Records that were there already change nothing, so any prefix may be read at any time. The S3 SDK stays in here.
@NullMarked
@ApplicationModule(allowedDependencies = {"decode", "ingest", "jobs", "store", "switches"})
package io.contactstatus.backfill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
