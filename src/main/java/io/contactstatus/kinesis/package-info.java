/// Reads the configured Kinesis streams and hands every record to the ingestion. The Kinesis Client Library shares the
/// shards out among all instances and stops here, as does everything else about Kinesis.
///
/// A batch is checkpointed when all of it is stored, and only then: whoever reads the shard next starts after the last
/// batch that is known to be stored.
@NullMarked
@ApplicationModule(allowedDependencies = {"ingest", "simulator", "switches"})
package io.contactstatus.kinesis;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
