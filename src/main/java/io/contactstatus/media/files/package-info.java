/// Where recordings lie: objects by key, in a directory or in S3, and what they are put together from.
///
/// ```
/// parts/<contact>_<start>/<number>   some seconds of both sides, with the place to go on; created once, by one owner
/// <contact>_<start>-cu.wav, -op.wav  what was joined out of them at the end
/// ```
///
/// The SDK of S3 stays in here.
@NullMarked
package io.contactstatus.media.files;

import org.jspecify.annotations.NullMarked;
