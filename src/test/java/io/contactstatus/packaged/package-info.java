/// Tests of the jar as it is shipped: started as a process, spoken to over HTTP, killed without warning.
@NullMarked
package io.contactstatus.packaged;

import org.jspecify.annotations.NullMarked;
