package io.contactstatus.media.capture;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Shows the operator what to change, without a stack trace.
class DirectoryNotSharedAnalyzer extends AbstractFailureAnalyzer<DirectoryNotSharedException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DirectoryNotSharedException cause) {
        return new FailureAnalysis(
                String.valueOf(cause.getMessage()),
                "Mount one directory for all instances, or set contact-status.media.bucket instead. After an instance"
                        + " that was killed has lost its directory, another one is taken two minutes later.",
                cause);
    }
}
