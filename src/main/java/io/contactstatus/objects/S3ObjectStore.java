package io.contactstatus.objects;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/// A bucket.
///
/// Large objects are uploads of parts of one size, so that an upload that broke off is gone on with: the one who does
/// finds out which parts are there.
public final class S3ObjectStore implements ObjectStore {

    /// The least that S3 takes, but for the last part. One at a time is in memory.
    private static final int PART = 5 * 1024 * 1024;

    private static final int PRECONDITION_FAILED = 412;

    /// By another writer that has written, is writing, or has deleted.
    private static final Set<Integer> OVERTAKEN = Set.of(PRECONDITION_FAILED, 409, 404);

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final S3Client client;
    private final String bucket;
    private final String prefix;
    private final @Nullable String kmsKey;

    /// @param prefix of all keys
    /// @param kmsKey by which objects are encrypted; null leaves that to the bucket
    public S3ObjectStore(S3Client client, String bucket, String prefix, @Nullable String kmsKey) {
        this.client = client;
        this.bucket = bucket;
        this.prefix = prefix;
        this.kmsKey = kmsKey;
    }

    @Override
    public boolean create(String key, byte[] bytes) {
        return unavailable(() -> {
            try {
                client.putObject(put(key).ifNoneMatch("*").build(), body(bytes));
                return true;
            } catch (S3Exception refused) {
                if (refused.statusCode() == PRECONDITION_FAILED) {
                    return false;
                }
                throw refused;
            }
        });
    }

    @Override
    public boolean create(String key, int length, Content content) {
        return create(key, bytes(0, length, content));
    }

    @Override
    public void replace(String key, byte[] bytes) {
        unavailable(() -> client.putObject(put(key).build(), body(bytes)));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, Path content) {
        return replace(key, tag, RequestBody.fromFile(content));
    }

    @Override
    public boolean replace(String key, @Nullable String tag, byte[] bytes) {
        return replace(key, tag, body(bytes));
    }

    private boolean replace(String key, @Nullable String tag, RequestBody body) {
        var request = tag == null ? put(key).ifNoneMatch("*") : put(key).ifMatch(tag);
        return unavailable(() -> {
            try {
                client.putObject(request.build(), body);
                return true;
            } catch (S3Exception refused) {
                if (OVERTAKEN.contains(refused.statusCode())) {
                    return false;
                }
                throw refused;
            }
        });
    }

    @Override
    public Optional<Opened> open(String key) {
        return unavailable(() -> {
            try {
                var read = client.getObject(
                        request -> request.bucket(bucket).key(prefix + key).build());
                return Optional.of(new Opened(read, read.response().eTag()));
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            }
        });
    }

    private PutObjectRequest.Builder put(String key) {
        var request = PutObjectRequest.builder().bucket(bucket).key(prefix + key);
        return kmsKey == null
                ? request
                : request.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(kmsKey);
    }

    @Override
    public void write(String key, long length, Content content) {
        unavailable(() -> {
            var upload = upload(key);
            return complete(key, upload, parts(key, upload), length, content);
        });
    }

    @Override
    public void rewrite(String key, long length, Content content) {
        unavailable(() -> {
            abortUploads(key);
            var mine = begun(key);
            var all = uploads(key);
            if (all.isEmpty() || !all.getLast().uploadId().equals(mine)) {
                abort(key, mine);
                throw SdkClientException.create("another writer has begun at the same moment");
            }
            abortAllButTheLast(key, all);
            return complete(key, mine, Map.of(), length, content);
        });
    }

    private CompleteMultipartUploadResponse complete(
            String key, String upload, Map<Integer, Part> there, long length, Content content) {
        var parts = new ArrayList<CompletedPart>();
        for (var number = 1; number == 1 || (number - 1L) * PART < length; number++) {
            var from = (number - 1L) * PART;
            var to = Math.min(length, from + PART);
            var tag = there.get(number);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(
                            tag != null && tag.size() == to - from
                                    ? tag.eTag()
                                    : part(key, upload, number, from, to, content))
                    .build());
        }
        return client.completeMultipartUpload(request ->
                request.bucket(bucket).key(prefix + key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    /// Without a copy of its own, which the SDK makes otherwise.
    private static RequestBody body(byte[] bytes) {
        return RequestBody.fromContentProvider(
                ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, "application/octet-stream");
    }

    private record Part(String eTag, long size) {}

    /// Of a part whose size is known.
    private static final class PartBytes extends ByteArrayOutputStream {

        PartBytes(int size) {
            super(size);
        }

        byte[] whole() {
            return count == buf.length ? buf : toByteArray();
        }
    }

    private static byte[] bytes(long from, long to, Content content) {
        var bytes = new PartBytes((int) (to - from));
        try {
            content.write(from, to, bytes);
        } catch (IOException unreadable) {
            throw new ObjectStoreUnavailable("what is to be written", unreadable);
        }
        return bytes.whole();
    }

    private String part(String key, String upload, int number, long from, long to, Content content) {
        return client.uploadPart(
                        request -> request.bucket(bucket)
                                .key(prefix + key)
                                .uploadId(upload)
                                .partNumber(number),
                        body(bytes(from, to, content)))
                .eTag();
    }

    /// The latest one that broke off, if there is one. Of any others the writers must not come to an end.
    private String upload(String key) {
        var uploads = uploads(key);
        if (!uploads.isEmpty()) {
            abortAllButTheLast(key, uploads);
            return uploads.getLast().uploadId();
        }
        return begun(key);
    }

    private String begun(String key) {
        return client.createMultipartUpload(request -> {
                    request.bucket(bucket).key(prefix + key).contentType("audio/wav");
                    if (kmsKey != null) {
                        request.serverSideEncryption(ServerSideEncryption.AWS_KMS)
                                .ssekmsKeyId(kmsKey);
                    }
                })
                .uploadId();
    }

    /// Oldest first.
    private List<MultipartUpload> uploads(String key) {
        return client.listMultipartUploads(request -> request.bucket(bucket).prefix(prefix + key)).uploads().stream()
                .filter(upload -> upload.key().equals(prefix + key))
                .sorted(Comparator.comparing(MultipartUpload::initiated).thenComparing(MultipartUpload::uploadId))
                .toList();
    }

    private void abortAllButTheLast(String key, List<MultipartUpload> uploads) {
        uploads.subList(0, uploads.size() - 1).forEach(upload -> abort(key, upload.uploadId()));
    }

    private void abort(String key, String upload) {
        client.abortMultipartUpload(
                request -> request.bucket(bucket).key(prefix + key).uploadId(upload));
    }

    private Map<Integer, Part> parts(String key, String upload) {
        var parts = new HashMap<Integer, Part>();
        client.listPartsPaginator(
                        request -> request.bucket(bucket).key(prefix + key).uploadId(upload))
                .parts()
                .forEach(part -> parts.put(part.partNumber(), new Part(part.eTag(), part.size())));
        return parts;
    }

    @Override
    public void discardAttempts(String key) {
        unavailable(() -> {
            abortUploads(key);
            return key;
        });
    }

    private void abortUploads(String key) {
        uploads(key).forEach(upload -> abort(key, upload.uploadId()));
    }

    @Override
    public Optional<byte[]> read(String key) {
        return read(GetObjectRequest.builder().bucket(bucket).key(prefix + key).build());
    }

    @Override
    public Optional<byte[]> read(String key, long from, long to) {
        return read(GetObjectRequest.builder()
                .bucket(bucket)
                .key(prefix + key)
                .range("bytes=" + from + "-" + (to - 1))
                .build());
    }

    private Optional<byte[]> read(GetObjectRequest request) {
        return unavailable(() -> {
            try {
                return Optional.of(client.getObjectAsBytes(request).asByteArrayUnsafe());
            } catch (NoSuchKeyException none) {
                return Optional.empty();
            } catch (S3Exception refused) {
                if (refused.statusCode() == RANGE_NOT_SATISFIABLE) {
                    return Optional.of(new byte[0]);
                }
                throw refused;
            }
        });
    }

    @Override
    public List<String> list(String wanted) {
        return unavailable(() ->
                client
                        .listObjectsV2Paginator(
                                request -> request.bucket(bucket).prefix(prefix + wanted))
                        .contents()
                        .stream()
                        .map(S3Object::key)
                        .map(key -> key.substring(prefix.length()))
                        .sorted()
                        .toList());
    }

    @Override
    public void forEach(Consumer<String> consumer) {
        unavailable(() -> {
            client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix)).stream()
                    .forEach(page -> page.contents()
                            .forEach(object -> consumer.accept(object.key().substring(prefix.length()))));
            return prefix;
        });
    }

    @Override
    public void delete(String key) {
        unavailable(() -> {
            abortUploads(key);
            return client.deleteObject(request -> request.bucket(bucket).key(prefix + key));
        });
    }

    private static <T> T unavailable(Supplier<T> request) {
        try {
            return request.get();
        } catch (SdkException failed) {
            throw new ObjectStoreUnavailable("the bucket", failed);
        }
    }
}
