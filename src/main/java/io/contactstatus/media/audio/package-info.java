/// Samples: where they go, how loud they are, what they are made of. Everything in here is a pure function.
@NullMarked
package io.contactstatus.media.audio;

import org.jspecify.annotations.NullMarked;
