/// Takes the histories of contacts that are over out of the table, into a directory or a bucket, and a line of each
/// contact for analysts.
///
/// The contacts themselves stay where they are, for as long as the archive is kept: so lists, look-ups and late news
/// need no object. The store knows what is due, and what a history is made of; this module runs the rounds, and knows
/// where objects lie.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"contact", "dialect", "jobs", "objects", "s3", "store", "switches", "visibility"})
package io.contactstatus.archive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
