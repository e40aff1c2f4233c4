package io.contactstatus.archive;

import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Where the archive lies. How long things are kept, the store knows.
///
/// @param enabled whether contacts that are over are archived. What is in the archive is answered, and erased, wherever
///   that is known
/// @param directory where objects lie; must be one that all instances share, unless there is one only
/// @param bucket where they lie instead
/// @param prefix what their keys in the bucket begin with
/// @param kmsKey by which they are encrypted there; without it as the bucket has it
/// @param endpoint of a stand-in; absent for the real one (or what `AWS_ENDPOINT_URL_S3` says)
@Validated
@ConfigurationProperties("contact-status.archive")
record ArchiveProperties(
        @DefaultValue("false") boolean enabled,
        @Nullable Path directory,
        @Nullable String bucket,

        @DefaultValue("archive/") @Pattern(regexp = "([A-Za-z0-9!_.*'()-]+/)*")
        String prefix,

        @Nullable String kmsKey,
        @Nullable URI endpoint) {

    ArchiveProperties {
        bucket = bucket == null || bucket.isBlank() ? null : bucket;
        directory = directory == null || directory.toString().isBlank() ? null : directory;
        if (directory != null && bucket != null) {
            throw new IllegalArgumentException(
                    "contact-status.archive.directory and .bucket are set: it can be one of them only");
        }
        if (enabled && directory == null && bucket == null) {
            throw new IllegalArgumentException("either contact-status.archive.directory or .bucket has to be set");
        }
    }
}
