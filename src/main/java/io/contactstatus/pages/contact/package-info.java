/// The pages of one contact and of its customer, and the search that leads to them.
@NullMarked
package io.contactstatus.pages.contact;

import org.jspecify.annotations.NullMarked;
