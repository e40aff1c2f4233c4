/// How the instances of the service do: each reports its figures to the store, and so can show those of all.
///
/// What there is to report is contributed by the modules that know it, as [InstanceFigures]; none of them is
/// known here.
@NullMarked
@ApplicationModule(allowedDependencies = {"background", "store"})
package io.contactstatus.instances;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
