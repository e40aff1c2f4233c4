/// How Amazon Connect writes things: the spelling of keys, times, ARNs and channels, the blocks of flows and
/// what they say came of them.
///
/// What reads its JSON and what tells of it again share this, so that a word means the same to both.
@NullMarked
@ApplicationModule(allowedDependencies = {"contact"})
package io.contactstatus.dialect;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
