@NullMarked
package io.contactstatus;

import org.jspecify.annotations.NullMarked;
