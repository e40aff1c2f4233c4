/// What was recorded of a contact, and how it is heard: what Amazon Connect put into S3 by presigned URLs, what the
/// service captured itself ([io.contactstatus.media.AudioRuns]) by its bytes.
///
/// Where a recording lies is said by records that others write, so only configured buckets and prefixes are signed or
/// read. The S3 SDK stays in here, and in `backfill`.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "contact",
            "masking",
            "media",
            "problems",
            "s3",
            "security",
            "store",
            "view",
            "visibility"
        })
package io.contactstatus.recordings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
