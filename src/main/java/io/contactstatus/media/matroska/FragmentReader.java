package io.contactstatus.media.matroska;

import io.contactstatus.media.matroska.MediaItem.How;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Reads whole fragments out of the body of GetMedia or GetMediaForFragmentList: one document after the other, each of
/// unknown size.
///
/// ```
/// EBML header · Segment ( Info · Tracks · Tags* · Cluster ( Timecode · SimpleBlock* )* · Tags* )
/// ```
///
/// Segment, Cluster and BlockGroup are not looked into but walked through, so that it does not matter whether their
/// size is known. A fragment is whole when its continuation token has come after its cluster, when the next document
/// begins, or where its segment says that it ends; before that the contact it belongs to may not have been named yet.
public final class FragmentReader {

    private static final int MOST_BYTES_OF_ELEMENT = 1024 * 1024;

    private final EbmlReader ebml;
    private Document document = new Document();
    private long segmentEnd = Long.MAX_VALUE;
    private @Nullable MediaItem end;

    public FragmentReader(InputStream in) {
        ebml = new EbmlReader(in);
    }

    /// Blocks until there is something to say. Never throws for what comes or does not come over the connection; after
    /// an end it is the end again.
    public MediaItem next() {
        while (end == null) {
            try {
                var item = step();
                if (item != null) {
                    return item;
                }
            } catch (MalformedMatroska malformed) {
                end = new MediaItem.Ended(How.MALFORMED, null);
            } catch (IOException cut) {
                end = new MediaItem.Ended(How.CUT, null);
            }
        }
        return end;
    }

    private @Nullable MediaItem step() throws IOException {
        if (ebml.position() >= segmentEnd) {
            var done = document;
            document = new Document();
            segmentEnd = Long.MAX_VALUE;
            if (done.isPending()) {
                return new MediaItem.Whole(done.fragment());
            }
        }
        if (!ebml.next()) {
            end = new MediaItem.Ended(How.CLEAN, document.isPending() ? document.fragment() : null);
            return null;
        }
        return element();
    }

    private @Nullable MediaItem element() throws IOException {
        return switch (ebml.id()) {
            case Ids.EBML -> {
                ebml.skip();
                yield begun();
            }
            case Ids.SEGMENT -> {
                var before = begun();
                segmentEnd = ebml.size() < 0 ? Long.MAX_VALUE : ebml.position() + ebml.size();
                yield before;
            }
            case Ids.CLUSTER -> {
                document.clusterBegins();
                yield null;
            }
            case Ids.BLOCK_GROUP -> null;
            case Ids.INFO -> {
                document.info(ebml.body(MOST_BYTES_OF_ELEMENT));
                yield null;
            }
            case Ids.TRACKS -> {
                document.tracks(ebml.body(MOST_BYTES_OF_ELEMENT));
                yield null;
            }
            case Ids.TIMECODE -> {
                document.timecode(ebml.body(Long.BYTES));
                yield null;
            }
            case Ids.SIMPLE_BLOCK, Ids.BLOCK -> {
                document.block(ebml, ebml.size(MOST_BYTES_OF_ELEMENT));
                yield null;
            }
            case Ids.TAGS -> {
                document.tags(ebml.body(MOST_BYTES_OF_ELEMENT));
                yield told();
            }
            default -> {
                ebml.skip();
                yield null;
            }
        };
    }

    /// A document begins: what was before is whole.
    private @Nullable MediaItem begun() {
        var before = document;
        document = new Document();
        segmentEnd = Long.MAX_VALUE;
        return before.isPending() ? new MediaItem.Whole(before.fragment()) : null;
    }

    private @Nullable MediaItem told() {
        var error = document.error();
        if (error != null) {
            document = new Document();
            return new MediaItem.Failed(error);
        }
        return document.isPending() && document.hasTokenAfterCluster()
                ? new MediaItem.Whole(document.handedOut())
                : null;
    }
}
