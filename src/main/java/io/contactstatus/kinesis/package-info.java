/// Reads the configured Kinesis streams and hands every record to the ingestion. The Kinesis Client Library (KCL)
/// distributes the shards over all instances; it is used in this module only, as is everything else about
/// Kinesis.
///
/// A batch is checkpointed when all of it is stored, and only then: the next reader of the shard starts after
/// the last batch that is known to be stored.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"background", "ingest", "instances", "simulator", "store", "switches", "tracing"})
package io.contactstatus.kinesis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
