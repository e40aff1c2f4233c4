/// The page with Amazon Connect's Contact Control Panel, and what is known of the contact on the line.
@NullMarked
package io.contactstatus.pages.softphone;

import org.jspecify.annotations.NullMarked;
