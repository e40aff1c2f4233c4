package io.contactstatus.masking;

import io.contactstatus.dialect.BlockOutcomes;
import java.util.Set;
import java.util.regex.Pattern;

/// The allow-list of [Redaction]: which keys hold words of Amazon Connect or of the operator, and in what form
/// they are shown. Keys come in lower case.
final class AllowedFields {

    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,7}");
    private static final Pattern MEASURE = Pattern.compile("(total|numberof|numresponses|max|longest).*|.*("
            + "duration|seconds|millis|inmillis|count|attempts|holds|timestamp|index|score|limit|timeout|slots"
            + "|level|offset|chars|sent|responses|version|stamp)");

    private static final Set<String> ACCOUNTS = Set.of("account", "owner", "accountid", "awsaccountid");

    /// Never shown as they are, however harmless they look.
    private static final Set<String> PERSONAL = Set.of(
            "address",
            "body",
            "comment",
            "content",
            "customerid",
            "customeridentifier",
            "description",
            "digits",
            "displayname",
            "email",
            "firstname",
            "input",
            "lastname",
            "message",
            "partialcontent",
            "phonenumber",
            "profileid",
            "secondvalue",
            "speakerid",
            "generatedspeakerid",
            "subject",
            "text",
            "value",
            "valuestring");

    /// Words of an enumeration, or of the operator who named a queue or a flow.
    private static final Set<String> WORD_KEYS = Set.of(
            "activeregion",
            "agentstatus",
            "answeringmachinedetectionstatus",
            "awscontacttracerecordformatversion",
            "awsregion",
            "channel",
            "channels",
            "contactflowmoduletype",
            "contactflowname",
            "contactflowtype",
            "deletionreason",
            "detail-type",
            "direction",
            "disconnectreason",
            "eventtype",
            "groupname",
            "identifier",
            "initiationmethod",
            "languagecode",
            "languagelocale",
            "location",
            "matchedcategories",
            "mediastreamtype",
            "moduleexecutionstack",
            "originregion",
            "participantrole",
            "participanttype",
            "platformversion",
            "potentialdisconnectissue",
            "potentialqualityissues",
            "queue",
            "queuename",
            "queuetype",
            "region",
            "routingprofile",
            "sentiment",
            "source",
            "state",
            "status",
            "storagetype",
            "subtype",
            "type",
            "updatedproperties",
            "username",
            "version");

    /// Things of the operator that have a `Name`. A contact has one too, and that is free text.
    private static final Set<String> NAMED = Set.of(
            "agentstatus",
            "nextagentstatus",
            "queue",
            "inboundqueues",
            "defaultoutboundqueue",
            "routingprofile",
            "level1",
            "level2",
            "level3",
            "level4",
            "level5");

    /// Inputs of blocks that a flow's author chooses from a list.
    private static final Set<String> BLOCK_KEYS = Set.of(
            "addattributetorelatedcontact",
            "analyticsbehavioroption",
            "analyticslanguagelocalecode",
            "analyticsredactionoption",
            "analyticsredactionpolicy",
            "chatanalyticsmode",
            "comparisonmethod",
            "engine",
            "key",
            "loggingbehavior",
            "promptsource",
            "recordingbehavioroption",
            "recordingparticipantoption",
            "responsevalidation",
            "texttospeechtype",
            "type",
            "voice",
            "voiceanalyticsmode");

    /// Words of an enumeration under keys that others might use for words of their own: one word only.
    private static final Set<String> SETTINGS = Set.of(
            "alloweduseractions",
            "analyticsmodes",
            "behavior",
            "comparisonoperator",
            "maskmode",
            "operatingsystem",
            "platformname",
            "policy",
            "screenshare",
            "summarymodes",
            "video");

    /// What kind of thing a reference is, and whether it may be used.
    private static final Set<String> REFERENCES = Set.of(
            "URL",
            "ATTACHMENT",
            "NUMBER",
            "STRING",
            "DATE",
            "EMAIL",
            "EMAIL_MESSAGE",
            "AVAILABLE",
            "PROCESSING",
            "APPROVED",
            "REJECTED",
            "DELETED",
            "FAILED");

    private static final Set<String> SEGMENTS =
            Set.of("connect:subtype", "connect:direction", "connect:assignmenttype", "connect:validationtesttype");

    private AllowedFields() {}

    static String ofSource(String parent, String key, String text) {
        if (PERSONAL.contains(key)) {
            return Veil.hidden(text);
        }
        if (key.equals("results")) {
            return BlockOutcomes.isWordOfBlocks(text) ? text : Veil.HIDDEN;
        }
        if (WORD_KEYS.contains(key) || (key.equals("name") && NAMED.contains(parent))) {
            return PhoneNumbersInText.hiddenIn(text);
        }
        if (SETTINGS.contains(key)) {
            return HarmlessText.word(text);
        }
        if (isTime(key, text) || isAccount(key, text) || isId(key, text)) {
            return text;
        }
        return HarmlessText.unmistakable(text);
    }

    static String ofBlock(String key, String text) {
        if (PERSONAL.contains(key)) {
            return Veil.hidden(text);
        }
        if (isMeasure(key) && LIMIT.matcher(text).matches()) {
            return text;
        }
        return BLOCK_KEYS.contains(key) ? HarmlessText.word(text) : HarmlessText.unmistakable(text);
    }

    static String ofReference(String key, String text) {
        var isKind = key.equals("type") || key.equals("status");
        return isKind && REFERENCES.contains(text) ? text : Veil.hidden(text);
    }

    static boolean isMeasure(String key) {
        return MEASURE.matcher(key).matches();
    }

    static boolean isShownSegment(String key) {
        return SEGMENTS.contains(key);
    }

    private static boolean isTime(String key, String text) {
        return key.endsWith("timestamp") && HarmlessText.isEpoch(text);
    }

    private static boolean isAccount(String key, String text) {
        return ACCOUNTS.contains(key) && ACCOUNT.matcher(text).matches();
    }

    private static boolean isId(String key, String text) {
        return (key.endsWith("id") || key.endsWith("arn")) && HarmlessText.isId(text);
    }
}
