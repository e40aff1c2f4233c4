/// What stands in for AWS, or between the service and AWS, where a test or a bench needs more of it than an
/// emulator gives: bad days, and speed.
@NullMarked
package io.contactstatus.standin;

import org.jspecify.annotations.NullMarked;
