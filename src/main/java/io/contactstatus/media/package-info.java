/// Captures the audio of live calls out of Kinesis Video Streams, and keeps it as recordings.
///
/// The way of a sample: [io.contactstatus.media.matroska] reads whole fragments, [io.contactstatus.media.audio] places
/// their blocks in time, [io.contactstatus.media.files] keeps both sides in a directory or in S3, and
/// [io.contactstatus.media.capture] does all of that for each call that is to be captured. Other modules see
/// [AudioRuns], [LiveSpectra] and [AudioErasure] alone.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "background",
            "contact",
            "dialect",
            "instances",
            "jobs",
            "live",
            "objects",
            "problems",
            "store",
            "switches",
            "visibility"
        })
package io.contactstatus.media;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
