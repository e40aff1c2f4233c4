/// Recordings as objects, and what they are put together from.
///
/// ```
/// parts/<contact>_<start>/<number>   some seconds of both sides, with the place to go on; created once, by one owner
/// <contact>_<start>-cu.wav, -op.wav  what was joined out of them at the end
/// ```
@NullMarked
package io.contactstatus.media.files;

import org.jspecify.annotations.NullMarked;
