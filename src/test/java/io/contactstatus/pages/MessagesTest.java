package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Source;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Both languages have all messages.
class MessagesTest {

    /// Where the words of the sources themselves are English enough.
    private static final String ONLY_JAPANESE = "contact.said.";

    /// As they stand in the settings of a browser, in Amazon Connect's own Japanese pages, or on a keyboard.
    private static final Set<String> NAMES =
            Set.copyOf(List.of(("API ID AI URL HTTP HTTPS CSV CCP VPN SMS JavaScript Cookie"
                            + " Amazon Kinesis Firehose CloudWatch AWS S3 Chrome Edge"
                            + " Firefox Ctrl Enter WhatsApp WebRTC Apple Lambda note IVR ms SL OAuth2 X-Api-Key"
                            + " JSON UTF-8 Base64 DynamoDB message detail-type AgentARN EventTimestamp contactId ContactId eventType"
                            + " EventType DescribedAt logEvents contactArn ruleName"
                            + " contacts:read contacts:write customers:lookup pii:read admin")
                    .split(" ")));

    /// Of words that are English by themselves.
    private static final Pattern WHOLE_NAMES =
            Pattern.compile("Amazon Connect|Contact Lens|Kinesis Video Streams|CloudWatch Logs|Login for the pages");

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9:-]+");
    private static final Pattern PLACE = Pattern.compile("\\{[^}]*}|\\[[a-z]+]");

    static Stream<String> names() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:/messages/*.properties"))
                .map(Resource::getFilename)
                .map(Objects::requireNonNull)
                .map(file -> file.replaceAll("(_ja)?\\.properties$", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTheSameInBothLanguagesAndNoneIsEmpty(String name) throws IOException {
        var english = read("/messages/" + name + ".properties");
        var japanese = read("/messages/" + name + "_ja.properties");

        assertThat(english.stringPropertyNames()).isNotEmpty();
        assertThat(keys(japanese)).isEqualTo(keys(english));
        assertThat(Stream.of(english, japanese)
                        .flatMap(messages -> messages.entrySet().stream())
                        .filter(message -> message.getValue().toString().isBlank()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveNoEnglishInJapaneseButNamesThatAreSaidSo(String name) throws IOException {
        assertThat(read("/messages/" + name + "_ja.properties").entrySet())
                .allSatisfy(message -> assertThat(english(message.getValue().toString()))
                        .as(message.getKey().toString())
                        .isEmpty());
    }

    @ParameterizedTest
    @MethodSource("names")
    void haveOneJapaneseWordForOneThing(String name) throws IOException {
        assertThat(read("/messages/" + name + "_ja.properties").entrySet())
                .allSatisfy(message -> assertThat(message.getValue().toString())
                        .as(message.getKey().toString())
                        // Chats, too, wait and are answered; who stands by are agents, not customers.
                        .doesNotContain("即時放棄", "待ち呼", "接続中", "待機中", "不在着信", "オペレーター", "封筒")
                        .doesNotContainPattern("[(][^)]*[)]"));
    }

    @Test
    void ofJourneysAreTheSameInBothLanguagesToo() throws IOException {
        var japanese = read("/journey/words_ja.properties");

        assertThat(japanese.stringPropertyNames())
                .containsAll(read("/journey/words.properties").stringPropertyNames());
        assertThat(japanese.entrySet())
                .allSatisfy(message -> assertThat(english(message.getValue().toString()))
                        .as(message.getKey().toString())
                        .isEmpty());
    }

    /// What journeys tell of, and what is compared in the code: Amazon Connect's words, in capitals.
    static Stream<String> methods() throws IOException {
        return Stream.concat(told("start."), compared("contact/Method.java", "pages/card/ChainLeg.java"))
                .distinct();
    }

    static Stream<String> reasons() throws IOException {
        return Stream.concat(told("end."), compared("contact/Outcomes.java")).distinct();
    }

    private static Stream<String> told(String prefix) throws IOException {
        return read("/journey/words.properties").stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(word -> CODE.matcher(word).matches());
    }

    private static Stream<String> compared(String... files) throws IOException {
        var words = new TreeSet<String>();
        for (var file : files) {
            QUOTED.matcher(Files.readString(DECODERS.resolve(file)))
                    .results()
                    .forEach(found -> words.add(found.group(1)));
        }
        return words.stream().filter(word -> CODE.matcher(word).matches() && !NO_CODES.contains(word));
    }

    private static final Pattern CODE = Pattern.compile("[A-Z]+(_[A-Z]+)*");
    private static final Pattern QUOTED = Pattern.compile("\"([A-Z_]+)\"");

    /// Beginnings, and a channel.
    private static final Set<String> NO_CODES = Set.of("BARGE", "EMAIL");

    @ParameterizedTest
    @MethodSource("methods")
    void sayHowEveryContactBegan(String method) throws IOException {
        assertThat(read("/messages/words_ja.properties")).containsKey("words.initiation." + method);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void sayWhyEveryContactEnded(String reason) throws IOException {
        assertThat(read("/messages/contact_ja.properties")).containsKey("contact.reason." + reason);
    }

    @Test
    void waysToBeginAndToEndAreFoundWhereTheyAreTold() throws IOException {
        assertThat(methods()).hasSizeGreaterThan(12).contains("CALLBACK_CUSTOMER_FIRST_DIALED", "CAMPAIGN_PREVIEW");
        assertThat(reasons()).hasSizeGreaterThan(25).contains("OUTBOUND_RESOURCE_ERROR", "OUTBUND_PREVIEW_DISCARDED");
    }

    /// Types are Amazon Connect's own, and may be any.
    @ParameterizedTest
    @EnumSource(Source.class)
    void ofWhatWasReceivedAreInJapaneseWhateverItsType(Source source) throws IOException {
        assertThat(read("/messages/contact_ja.properties")).containsKey(ONLY_JAPANESE + source);
    }

    private static final Path DECODERS = Path.of("src/main/java/io/contactstatus");

    /// As decoders and those who write into histories name what they tell.
    private static final Pattern TYPE = Pattern.compile(
            "Source\\.([A-Z_]+),\\s*(?:unknown \\? )?\"([A-Z_]+)\"(?: : \"([A-Z_]+)\")?|case \"([A-Z_]+)\"(?:, \"([A-Z_]+)\")* -> \"");

    static Stream<String> types() throws IOException {
        var cases = Map.of(
                "decode/ContactEventDecoder.java", Source.CONTACT_EVENT,
                "decode/AgentEventContacts.java", Source.AGENT_EVENT,
                "decode/ContactLensEventDecoder.java", Source.CONTACT_LENS);
        var types = new TreeSet<String>(Set.of("CONTACT_LENS.SEGMENTS", "CONTACT_LENS.ANALYSIS_FILE"));
        try (var files = Files.walk(DECODERS)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var source = cases.get(DECODERS.relativize(file).toString());
                TYPE.matcher(Files.readString(file)).results().forEach(found -> {
                    if (found.group(1) != null) {
                        Stream.of(2, 3)
                                .map(found::group)
                                .filter(Objects::nonNull)
                                .forEach(type -> types.add(found.group(1) + "." + type));
                    } else if (source != null) {
                        Stream.of(4, 5)
                                .map(found::group)
                                .filter(Objects::nonNull)
                                .forEach(type -> types.add(source + "." + type));
                    }
                });
            }
        }
        return types.stream();
    }

    @ParameterizedTest
    @MethodSource("types")
    void ofEveryTypeThatIsKnownAreInJapaneseOfItsOwn(String type) throws IOException {
        assertThat(read("/messages/contact_ja.properties")).containsKey(ONLY_JAPANESE + type);
    }

    @Test
    void typesAreFoundWhereTheyAreMade() throws IOException {
        assertThat(types())
                .hasSizeGreaterThan(20)
                .contains(
                        "CONTACT_EVENT.CONTACT_DATA_UPDATED",
                        "AGENT_EVENT.PAUSED",
                        "RECONCILED.DESCRIBED",
                        "API.PATCH",
                        "API.CALL_BACK",
                        "FLOW_EVENT.CONTACT_FLOW_EVENT");
    }

    private static List<String> english(String japanese) {
        var said = PLACE.matcher(japanese).replaceAll("");
        return WORD.matcher(WHOLE_NAMES.matcher(said).replaceAll(""))
                .results()
                .map(MatchResult::group)
                .filter(word -> !NAMES.contains(word))
                .toList();
    }

    private static Set<String> keys(Properties messages) {
        return messages.stringPropertyNames().stream()
                .filter(key -> !key.startsWith(ONLY_JAPANESE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String file) throws IOException {
        var messages = new Properties();
        try (var stream = Objects.requireNonNull(MessagesTest.class.getResourceAsStream(file));
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
