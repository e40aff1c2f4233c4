package io.contactstatus.media.matroska;

import java.io.IOException;

/// The bytes are no Matroska, or of a kind that Amazon Connect does not write.
final class MalformedMatroska extends IOException {

    private static final long serialVersionUID = 1;

    MalformedMatroska(String message) {
        super(message);
    }
}
