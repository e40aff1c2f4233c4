package io.contactstatus;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;

/// What the compiler cannot hold: which package may use what.
class ArchitectureTest {

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.contactstatus");

    /// Packages of a library, and the packages of ours that may use it.
    record Library(String name, Set<String> itsPackages, Set<String> users) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Library> libraries() {
        return Stream.of(
                new Library(
                        "Jackson",
                        Set.of("tools.jackson..", "com.fasterxml.jackson.."),
                        Set.of(
                                "..archive..",
                                "..decode..",
                                "..audit..",
                                "..dialect..",
                                "..problems..",
                                "..web..",
                                "..masking..",
                                "..view..",
                                "..announce..",
                                "..connect..",
                                "..csv..",
                                "..queues..",
                                "..reconcile..",
                                "..simulator..",
                                "..live..",
                                "..journey..",
                                "..recordings..",
                                "..media.capture..",
                                "..transcripts..",
                                "..pages..")),
                new Library(
                        "AWS SDK",
                        Set.of("software.amazon.."),
                        Set.of(
                                "..store..",
                                "..kinesis..",
                                "..logs..",
                                "..backfill..",
                                "..announce..",
                                "..connect..",
                                "..media..",
                                "..objects..",
                                "..recordings..")),
                // The leases of the streams lie in DynamoDB too.
                new Library(
                        "DynamoDB",
                        Set.of("software.amazon.awssdk.services.dynamodb..", "software.amazon.awssdk.enhanced.."),
                        Set.of("..store..", "..kinesis..")),
                new Library(
                        "Kinesis",
                        Set.of("software.amazon.kinesis..", "software.amazon.awssdk.services.kinesis.."),
                        Set.of("..kinesis..")),
                new Library(
                        "CloudWatch Logs",
                        Set.of("software.amazon.awssdk.services.cloudwatchlogs.."),
                        Set.of("..logs..")),
                new Library(
                        "S3",
                        Set.of("software.amazon.awssdk.services.s3.."),
                        Set.of("..backfill..", "..objects..", "..media.files..", "..recordings..")),
                new Library(
                        "Kinesis Video Streams",
                        Set.of("software.amazon.awssdk.services.kinesisvideo.."),
                        Set.of("..media.capture..")),
                new Library("commons-csv", Set.of("org.apache.commons.csv.."), Set.of("..csv..")),
                new Library("commons-math", Set.of("org.apache.commons.math3.."), Set.of("..media.audio..")),
                new Library(
                        "EventBridge", Set.of("software.amazon.awssdk.services.eventbridge.."), Set.of("..announce..")),
                new Library(
                        "Amazon Connect",
                        Set.of("software.amazon.awssdk.services.connect..", "software.amazon.awssdk.services.sts.."),
                        Set.of("..connect..")),
                new Library("Redis", Set.of("org.springframework.data.redis..", "io.lettuce.."), Set.of("..live..")),
                new Library("OAuth2", Set.of("org.springframework.security.oauth2.."), Set.of("..security..")),
                new Library("OpenTelemetry", Set.of("io.opentelemetry.."), Set.of("..tracing..", "..store..")),
                new Library("Logback", Set.of("ch.qos.logback.."), Set.of("..kinesis..")),
                new Library("libphonenumber", Set.of("com.google.i18n.."), Set.of("..identity..", "..masking..")),
                new Library(
                        "OpenAPI",
                        Set.of("io.swagger..", "org.springdoc.."),
                        Set.of("..web..", "..view..", "..deadletters..", "..problems..", "..queues..")));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryStaysInItsPackages(Library library) {
        noClasses()
                .that()
                .resideOutsideOfPackages(library.users().toArray(String[]::new))
                .should()
                .dependOnClassesThat(resideInAnyPackage(library.itsPackages().toArray(String[]::new)))
                .because("what a library looks like is nobody else's business")
                .allowEmptyShould(false)
                .check(MAIN);
    }

    @Test
    void everythingIsSwitchedByConditionsThatKnowAllWordsForOn() {
        noClasses()
                .should()
                .beMetaAnnotatedWith(ConditionalOnBooleanProperty.class)
                .because("settings are on in more words than it knows")
                .check(MAIN);
    }

    @Test
    void contactsAreAboutNothingButContacts() {
        classes()
                .that(resideInAPackage("io.contactstatus.contact.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("io.contactstatus.contact..", "java..", "org.jspecify..")
                        .or(describe(
                                "the mark of a module",
                                type -> type.getPackageName().equals("org.springframework.modulith"))))
                .because("the merge has to be testable without a network or a framework")
                .check(MAIN);
    }

    @Test
    void contactsKnowNoClockNoChanceAndNoWorldOutside() {
        noClasses()
                .that(resideInAPackage("io.contactstatus.contact.."))
                .should()
                .accessTargetWhere(asksTheWorld())
                .orShould()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                        .or(describe(
                                "clocks and chance",
                                type -> type.isAssignableTo(Clock.class)
                                        || type.isAssignableTo(InstantSource.class)
                                        || type.isAssignableTo(RandomGenerator.class)
                                        || type.isAssignableTo(Random.class)
                                        || type.isAssignableTo(SplittableRandom.class))))
                .because("the same facts have to give the same contact at any time, anywhere")
                .check(MAIN);
    }

    @Test
    void theRuleAboutClocksKnowsWhatAClockIs() {
        var caught = new ClassFileImporter()
                .importClasses(Asking.class).get(Asking.class).getAccessesFromSelf().stream()
                        .filter(asksTheWorld())
                        .map(access -> access.getTarget().getName());

        assertThat(caught).contains("now", "currentTimeMillis", "nanoTime", "randomUUID", "random", "getenv");
    }

    /// A sub-package of `pages` is a page, but for `card`: what the pages of a contact and the softphone both
    /// show.
    static Stream<String> subPackagesOfPages() {
        return Stream.of("agents", "board", "card", "contact", "queues", "softphone", "streaming");
    }

    @ParameterizedTest
    @MethodSource("subPackagesOfPages")
    void aPageNeedsNoOtherPage(String page) {
        noClasses()
                .that(resideInAPackage("io.contactstatus.pages." + page))
                .should()
                .dependOnClassesThat(resideInAPackage("io.contactstatus.pages.*..")
                        .and(not(resideInAnyPackage("io.contactstatus.pages." + page, "io.contactstatus.pages.card"))))
                .because("each page can be read, and changed, by itself")
                .check(MAIN);
    }

    @Test
    void theFrameOfThePagesKnowsNoPage() {
        var known = subPackagesOfPages().map(page -> "io.contactstatus.pages." + page);

        assertThat(MAIN.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> name.startsWith("io.contactstatus.pages.")))
                .containsExactlyInAnyOrderElementsOf(known.toList());
        noClasses()
                .that(resideInAPackage("io.contactstatus.pages"))
                .should()
                .dependOnClassesThat(resideInAPackage("io.contactstatus.pages.*.."))
                .check(MAIN);
    }

    /// What answers callers. Those named write contacts, or keep for all callers what each is shown a part of.
    private static final DescribedPredicate<JavaClass> ANSWERING = resideInAnyPackage(
                    "..web..",
                    "..pages..",
                    "..queues..",
                    "..transcripts..",
                    "..recordings..",
                    "..journey..",
                    "..view..")
            .and(describe(
                    "not what writes, or keeps for all",
                    type -> !Set.of("AbandonedContacts", "FollowUps", "AbandonedToday", "LiveQueues", "TodaysFigures")
                            .contains(outermost(type))));

    private static String outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElseGet(type::getSimpleName);
    }

    @Test
    void nothingAnswersACallerWithoutSayingWhichInstancesTheySee() {
        noClasses()
                .that(ANSWERING)
                .should()
                .dependOnClassesThat(describe(
                        "contacts and agents as they are for nobody in particular",
                        type -> Set.of("ContactStore", "AgentStore", "TranscriptStore")
                                .contains(type.getSimpleName())))
                .orShould()
                .accessField(VisibleInstances.class, "ALL")
                .because("callers may be limited to some instances of Amazon Connect")
                .check(MAIN);
    }

    @Test
    void aProcessIsNamedInOnePlace() {
        noClasses()
                .that(resideInAnyPackage("io.contactstatus..").and(not(resideInAPackage("..instances.."))))
                .should()
                .accessTargetWhere(describe(
                        "asking for the host's name", access -> access.getName().equals("getLocalHost")))
                .because("leases, jobs and reports of one process have to bear one name")
                .check(MAIN);
    }

    @Test
    void modulesAreNotTiedInCircles() {
        slices().matching("io.contactstatus.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void packagesAreNotTiedInCircles() {
        slices().matching("io.contactstatus.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void nothingScansATable() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("software\\.amazon\\.awssdk\\.(services|enhanced)\\.dynamodb\\..*Scan.*")
                .because("what an answer costs must not grow with the number of contacts")
                .check(MAIN);
    }

    @Test
    void logsGoThroughTheLogger() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("java.util.logging.."))
                .orShould()
                .accessTargetWhere(describe(
                        "standard streams",
                        access -> access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(access.getName())))
                .orShould()
                .accessTargetWhere(describe(
                        "printing a stack trace", access -> access.getName().equals("printStackTrace")))
                .check(MAIN);
    }

    private static DescribedPredicate<JavaAccess<?>> asksTheWorld() {
        return describe("asks for the time, for chance or for the surroundings", access -> {
            var owner = access.getTargetOwner();
            var name = access.getName();
            return (name.equals("now") && owner.getPackageName().startsWith("java.time"))
                    || (owner.isEquivalentTo(System.class)
                            && Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "identityHashCode")
                                    .contains(name))
                    || (owner.isEquivalentTo(UUID.class) && name.equals("randomUUID"))
                    || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                    || name.equals("systemDefault");
        });
    }

    /// Does everything that a contact must not.
    private static final class Asking {

        @Override
        public String toString() {
            return Instant.now().toString()
                    + System.currentTimeMillis()
                    + System.nanoTime()
                    + UUID.randomUUID()
                    + Math.random()
                    + System.getenv();
        }
    }
}
