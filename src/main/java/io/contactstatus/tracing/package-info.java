/// Spans, exported by OpenTelemetry: of requests, of batches read from a shard, and of each call to DynamoDB
/// below them.
///
/// Off unless an exporter's address is configured. Then no OpenTelemetry bean exists and no proxy or
/// interceptor is in the way of anything. What leaves the process is on a list of attributes that cannot hold
/// personal data.
@NullMarked
@ApplicationModule(allowedDependencies = {"switches"})
package io.contactstatus.tracing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
