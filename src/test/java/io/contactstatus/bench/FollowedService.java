package io.contactstatus.bench;

import io.contactstatus.ContactStatusApplication;
import io.contactstatus.store.ContactListener;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/// The service, which says on its output when it has stored what. Runs in a process of its own, so that what it
/// needs can be told from what is measured with.
final class FollowedService {

    static final String STORED = "stored";

    private FollowedService() {}

    public static void main(String[] arguments) {
        System.setProperty("aws.accessKeyId", "any");
        System.setProperty("aws.secretAccessKey", "any");
        System.setProperty("aws.region", "eu-west-2");
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        application.addInitializers(context ->
                ((GenericApplicationContext) context).registerBean("storedTimes", ContactListener.class, () -> told()));
        var all = Stream.concat(
                Stream.of("--spring.main.banner-mode=off", "--logging.level.root=ERROR"), Arrays.stream(arguments));
        application.run(all.toArray(String[]::new));
    }

    private static ContactListener told() {
        return (before, after) -> {
            var parts = List.of(
                    STORED,
                    after.contact().id().value(),
                    Long.toString(after.version()),
                    Long.toString(micros(Instant.now())));
            System.out.println(String.join(" ", parts));
        };
    }

    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
