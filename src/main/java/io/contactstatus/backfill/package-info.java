/// Reads objects that Firehose has written to S3 through the ingestion: to fill a new table, or to repair an
/// old one.
///
/// Records that are stored already change nothing, so any prefix may be read at any time. The S3 SDK stays in
/// here, and in `recordings`.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact", "decode", "ingest", "jobs", "problems", "s3", "store", "switches"})
package io.contactstatus.backfill;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
