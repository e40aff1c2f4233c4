/// Loops that run in the background for as long as the application does.
///
/// One class has the rules that every such thread needs: it survives any `Throwable`, its pauses can be cut
/// short, and it is stopped in time.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.contactstatus.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
