/// The page of the queues, that of one queue, and the contacts behind its figures.
@NullMarked
package io.contactstatus.pages.queues;

import org.jspecify.annotations.NullMarked;
