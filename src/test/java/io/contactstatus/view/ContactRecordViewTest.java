package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.contactstatus.masking.Veil;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

class ContactRecordViewTest {

    /// Writes as the service does.
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .addModule(new SimpleModule().addSerializer(Instant.class, new MillisecondInstants()))
            .build();

    private static final String EVERYTHING = """
            {'AWSAccountId':'123456789012','ContactId':'c','LastUpdateTimestamp':'2026-01-05T20:12:15Z',
             'DisconnectDetails':{'PotentialDisconnectIssue':'AGENT_DEVICE_ISSUE'},
             'QualityMetrics':{'Agent':{'Audio':{'QualityScore':4.5,'PotentialQualityIssues':['HighPacketLoss']}},'Customer':null},
             'Campaign':{'CampaignId':'5d4c3b2a-1f0e-4d9c-8b7a-695847362514'},
             'AnsweringMachineDetectionStatus':'VOICEMAIL_BEEP',
             'CustomerVoiceActivity':{'GreetingStartTimestamp':'2026-01-05T20:09:02.118Z','GreetingEndTimestamp':'2026-01-05T20:09:04.001Z'},
             'ChatMetrics':{'ContactMetrics':{'MultiParty':true,'TotalMessages':7,'AgentFirstResponseTimeInMillis':4200,
               'AgentFirstResponseTimestamp':'2026-01-05T20:09:40.250Z'},
              'CustomerMetrics':{'ParticipantType':'Customer','MessagesSent':3,'ConversationAbandon':false},'AgentMetrics':null},
             'References':[{'Name':'order','Type':'URL','Value':'https://tanaka.example.com/1','Status':null}],
             'SegmentAttributes':{'connect:Subtype':{'ValueString':'connect:SMS'},'connect:EmailSubject':{'ValueString':'About Tanaka'},
              'connect:ContactExpiry':{'ValueMap':{'ExpiryDuration':{'ValueInteger':135},'ExpiryTimestamp':{'ValueString':'2026-01-06T20:00:00Z'}}}},
             'LastPausedTimestamp':'1970-01-01T00:00:00.001Z','TotalPauseCount':2,'TotalPauseDurationInSeconds':31,
             'TransferCompletedTimestamp':'2026-01-05T20:11:00Z',
             'TransferredToEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+819012345678'},
             'ExternalThirdParty':{'ExternalThirdPartyInteractionDuration':44},'AgentConnectionAttempts':2,
             'Agent':{'ARN':'arn:agent','Username':'mori','LongestHoldDuration':12,'AgentInitiatedHoldDuration':9,'AgentPauseDuration':3,
              'AfterContactWorkDuration':30,'AcceptedByAgentTimestamp':'2026-01-05T20:09:29Z',
              'HierarchyGroups':{'Level1':{'ARN':'arn:aws:connect:eu-west-2:1:instance/i/agent-group/g','GroupName':'Tokyo'},'Level2':null},
              'RoutingProfile':{'ARN':'arn:aws:connect:eu-west-2:1:instance/i/routing-profile/r','Name':'Basic'},
              'DeviceInfo':{'PlatformName':'Chrome','PlatformVersion':'143.0','OperatingSystem':'Windows'},'Capabilities':{'Video':'SEND'},
              'stateTransitions':[{'state':'BARGE','stateStartTimestamp':'2026-01-05T20:10:00Z','stateEndTimestamp':'2026-01-05T20:10:30Z'}]},
             'Customer':{'Capabilities':{'Video':'SEND'}},'MediaStreams':[{'Type':'AUDIO'}],
             'RoutingCriteria':[{'Index':1,'ActivationTimestamp':'2026-01-05T20:09:10Z','Steps':[{'Status':'EXPIRED',
               'Expiry':{'DurationInSeconds':30,'ExpiryTimestamp':'2026-01-05T20:09:40Z'},
               'Expression':{'AttributeCondition':{'Name':'language','Value':'ja','ComparisonOperator':'Match'}}}]}],
             'OutboundStrategy':{'Type':'AGENT_FIRST'},
             'ContactLens':{'ConversationalAnalytics':{'Configuration':{'Enabled':true,'LanguageLocale':'ja-JP'}}},
             'ContactEvaluations':{'f1':{'FormId':'f1','EvaluationArn':'arn:aws:connect:eu-west-2:1:instance/i/contact-evaluation/e',
               'Status':'COMPLETE','StartTimestamp':'2026-01-05T21:00:00Z','ExportLocation':'bucket/Evaluations/e.json'}},
             'VoiceIdResult':{'SpeakerEnrolled':true,'GeneratedSpeakerId':'Tanaka-1'},'WisdomInfo':{'SessionArn':'arn:aws:wisdom:eu-west-2:1:session/s'},
             'GlobalResiliencyMetadata':{'ActiveRegion':'eu-west-2','OriginRegion':'eu-west-1','TrafficDistributionGroupId':'t'},
             'ContactDetails':{'Title of Task':'Call Tanaka'},'AdditionalEmailRecipients':{'To':['tanaka@example.com'],'Cc':[]},
             'Recordings':[{'Location':'bucket/CallRecordings/x.wav','Status':'AVAILABLE'}],'Attributes':{'a':'Tanaka'}}""";

    private static JsonNode told(String contactRecord, Veil veil) {
        var detail = JSON.readTree(contactRecord.replace('\'', '"'));
        return JSON.readTree(JSON.writeValueAsString(ContactRecordView.of("c", detail, veil)));
    }

    private static JsonNode tree(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    @Test
    void tellsAllThatTheContactDoesNot() {
        assertThat(told(EVERYTHING, Veil.LIFTED)).isEqualTo(tree("""
                {'contactId':'c','lastUpdate':'2026-01-05T20:12:15.000Z',
                 'disconnectDetails':{'potentialDisconnectIssue':'AGENT_DEVICE_ISSUE'},
                 'quality':{'agent':{'qualityScore':4.5,'potentialQualityIssues':['HighPacketLoss']}},
                 'campaign':{'campaignId':'5d4c3b2a-1f0e-4d9c-8b7a-695847362514'},
                 'machineDetection':{'status':'VOICEMAIL_BEEP','greetingStartTimestamp':'2026-01-05T20:09:02.118Z',
                  'greetingEndTimestamp':'2026-01-05T20:09:04.001Z'},
                 'chatMetrics':{'contact':{'multiParty':true,'totalMessages':7,'agentFirstResponseTimestamp':'2026-01-05T20:09:40.250Z',
                   'agentFirstResponseTimeInMillis':4200},
                  'customer':{'participantType':'Customer','conversationAbandon':false,'messagesSent':3}},
                 'references':[{'name':'order','type':'URL','value':'https://tanaka.example.com/1'}],
                 'segmentAttributes':{'connect:Subtype':'connect:SMS','connect:EmailSubject':'About Tanaka',
                  'connect:ContactExpiry':{'expiryDuration':135,'expiryTimestamp':'2026-01-06T20:00:00.000Z'}},
                 'contactExpiry':{'durationSeconds':8100,'expiryTimestamp':'2026-01-06T20:00:00.000Z'},
                 'totalPauseCount':2,'totalPauseSeconds':31,'transferCompletedTimestamp':'2026-01-05T20:11:00.000Z',
                 'transferredToEndpoint':{'type':'TELEPHONE_NUMBER','address':'+819012345678'},
                 'externalThirdParty':{'interactionSeconds':44},'agentConnectionAttempts':2,
                 'agent':{'acceptedByAgentTimestamp':'2026-01-05T20:09:29.000Z','longestHoldSeconds':12,'agentInitiatedHoldSeconds':9,
                  'agentPauseSeconds':3,'afterContactWorkSeconds':30,
                  'hierarchyGroups':{'level1':{'arn':'arn:aws:connect:eu-west-2:1:instance/i/agent-group/g','name':'Tokyo'}},
                  'routingProfile':{'arn':'arn:aws:connect:eu-west-2:1:instance/i/routing-profile/r','name':'Basic'},
                  'deviceInfo':{'platformName':'Chrome','platformVersion':'143.0','operatingSystem':'Windows'},
                  'capabilities':{'video':'SEND'},
                  'stateTransitions':[{'state':'BARGE','stateStartTimestamp':'2026-01-05T20:10:00.000Z','stateEndTimestamp':'2026-01-05T20:10:30.000Z'}]},
                 'customerCapabilities':{'video':'SEND'},'mediaStreams':['AUDIO'],
                 'routingCriteria':[{'index':1,'activationTimestamp':'2026-01-05T20:09:10.000Z','steps':[{'status':'EXPIRED',
                  'expirySeconds':30,'expiryTimestamp':'2026-01-05T20:09:40.000Z',
                  'expression':{'attributeCondition':{'name':'language','value':'ja','comparisonOperator':'Match'}}}]}],
                 'outboundStrategy':{'type':'AGENT_FIRST'},
                 'contactLens':{'conversationalAnalytics':{'configuration':{'enabled':true,'languageLocale':'ja-JP'}}},
                 'contactEvaluations':[{'formId':'f1','evaluationArn':'arn:aws:connect:eu-west-2:1:instance/i/contact-evaluation/e',
                  'status':'COMPLETE','startTimestamp':'2026-01-05T21:00:00.000Z'}],
                 'voiceIdResult':{'speakerEnrolled':true,'generatedSpeakerId':'Tanaka-1'},
                 'wisdom':{'sessionArn':'arn:aws:wisdom:eu-west-2:1:session/s'},
                 'globalResiliency':{'activeRegion':'eu-west-2','originRegion':'eu-west-1','trafficDistributionGroupId':'t'},
                 'contactDetails':{'Title of Task':'Call Tanaka'},'additionalEmailRecipients':{'to':['tanaka@example.com']}}"""));
    }

    @Test
    void masksWhatIsOfPeopleAndNothingElse() {
        var masked = told(EVERYTHING, Veil.DRAWN);

        assertThat(masked.toString()).doesNotContainIgnoringCase("tanaka").doesNotContain("12345678", "order", "'ja'");
        assertThat(masked.path("references")).isEqualTo(tree("[{'name':'***','type':'URL','value':'***'}]"));
        assertThat(masked.at("/transferredToEndpoint/address").stringValue()).isEqualTo("+81******5678");
        assertThat(masked.at("/segmentAttributes/connect:Subtype").stringValue())
                .isEqualTo("connect:SMS");
        assertThat(masked.at("/routingCriteria/0/steps/0/expression/attributeCondition"))
                .isEqualTo(tree("{'name':'***','value':'***','comparisonOperator':'Match'}"));
        var plain = told(EVERYTHING, Veil.LIFTED);
        for (var part : new String[] {
            "agent",
            "quality",
            "campaign",
            "machineDetection",
            "chatMetrics",
            "contactExpiry",
            "contactLens",
            "contactEvaluations",
            "globalResiliency",
            "outboundStrategy",
            "totalPauseSeconds",
            "wisdom"
        }) {
            assertThat(masked.path(part)).as(part).isEqualTo(plain.path(part));
        }
    }

    @Test
    void tellsNoLocationsOfFiles() {
        assertThat(told(EVERYTHING, Veil.LIFTED).toString()).doesNotContain("bucket");
    }

    @Test
    void hidesSecretsAndCardsFromEverybody() {
        var told = told(
                "{'References':[{'Name':'password','Value':'open sesame'}],'ContactDetails':{'pin':'4711','paid with':'4111 1111 1111 1111'}}",
                Veil.LIFTED);

        assertThat(told.at("/references/0/value").stringValue()).isEqualTo("***");
        assertThat(told.path("contactDetails")).isEqualTo(tree("{'pin':'***','paid with':'************1111'}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'Campaign':{'CampaignId':null},'References':[],'ContactDetails':{},'QualityMetrics':{'Agent':{}}}",
                "{'Campaign':'','References':[null,''],'MediaStreams':[{}],'Agent':{'HierarchyGroups':null,'Username':'mori'}}",
                "{'LastUpdateTimestamp':'yesterday','TotalPauseCount':'many','AgentConnectionAttempts':99999999999}",
                "{'LastUpdateTimestamp':7,'Agent':[1],'ChatMetrics':'x','SegmentAttributes':['x'],'References':'x'}",
                "{'SegmentAttributes':{'connect:ContactExpiry':{'ValueString':'soon'}},'TransferredToEndpoint':'+819012345678'}",
                "[]",
                "null",
                "'x'"
            })
    void tellsNothingOfWhatSaysNothing(String contactRecord) {
        var told = told(contactRecord, Veil.LIFTED);

        assertThat(told.properties()).extracting(part -> part.getKey()).isSubsetOf("contactId", "segmentAttributes");
    }

    @Test
    void readsKeysHoweverTheyAreSpelled() {
        var told = told(
                "{'lastUpdateTimestamp':'2026-01-05T20:12:15Z','wisdomInfo':{'sessionARN':'a'},'agent':{'routingProfile':{'Arn':'b'}}}",
                Veil.LIFTED);

        assertThat(told.path("lastUpdate").stringValue()).isEqualTo("2026-01-05T20:12:15.000Z");
        assertThat(told.at("/agent/routingProfile/arn").stringValue()).isEqualTo("b");
    }

    @Test
    void isNoDeeperAndNoWiderThanItMustBe() {
        var deep = "{'OutboundStrategy':" + "{'Config':".repeat(100) + "{'a':1}" + "}".repeat(100) + "}";
        var wide = new StringBuilder("{'ContactDetails':{'a':'b'");
        for (var number = 0; number < 2000; number++) {
            wide.append(",'k").append(number).append("':'v'");
        }

        assertThat(told(deep, Veil.LIFTED).has("outboundStrategy")).isFalse();
        assertThat(told(wide + "}}", Veil.LIFTED).path("contactDetails")).hasSize(500);
    }
}
