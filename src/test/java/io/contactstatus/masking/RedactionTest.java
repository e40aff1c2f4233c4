package io.contactstatus.masking;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RedactionTest {

    private static final JsonMapper JSON = new JsonMapper();

    /// Stands for everything personal. Each word of it would be noticed by itself.
    private static final String SECRET = "Tanaka4711secret";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'ContactFlowModuleType':'SetAttributes','Parameters':{'Key':'pin','Value':'%s'}}",
                "{'ContactFlowModuleType':'StoreUserInput','Results':'%s'}",
                "{'ContactFlowModuleType':'GetUserInput','Results':{'digits':'%s'}}",
                "{'ContactFlowModuleType':'GetUserInput','Results':['%s']}",
                "{'Results':4711}",
                "{'Parameters':{'FunctionArn':'arn:aws:lambda:eu-west-2:1:function:f','Parameters':{'type':'%s'}}}",
                "{'Parameters':{'Parameters':{'id':{'status':'%s'},'count':4711}}}",
                "{'Parameters':{'Text':'%s','SSML':'%s'}}",
                "{'Parameters':{'Value':'%s','SecondValue':'%s','ComparisonMethod':'Equals'}}",
                "{'Parameters':{'PromptLocation':'%s'}}",
                "{'Parameters':{'AnInputOfTomorrow':'%s'}}",
                "{'Parameters':{'AnInputOfTomorrow':{'deep':[{'deeper':'%s'}]}}}",
                "{'Parameters':{'Attributes':{'voice':'%s'}}}",
                "{'Parameters':{'Tags':{'type':'%s'}}}",
                "{'Parameters':{'Type':'Tanaka Taro'}}",
                "{'Events':{'Text':['%s']}}",
                "{'ExternalResults':{'status':'%s','version':'4711','count':4711,'vip':true}}",
                "{'externalResults':{'eventType':'%s'}}",
                "{'ResultData':{'id':'%s'}}",
                "{'Attributes':{'ContactId':'%s','version':'%s'}}",
                "{'attributes':{'channel':'%s'},'customerIdentifier':'%s'}",
                "{'Details':{'Parameters':{'type':'%s','Voice':'%s'},'ContactData':{'Name':'%s','Description':'%s'}}}",
                "{'Details':{'ContactData':{'Attributes':{'Channel':'%s'},'CustomerId':'%s'}}}",
                "{'CustomerEndpoint':{'Type':'EMAIL','Address':'%s@example.com'}}",
                "{'Configuration':{'FirstName':'%s','LastName':'%s'}}",
                "{'Segments':[{'Transcript':{'Content':'%s','Id':'a'}},{'Utterance':{'PartialContent':'%s'}}]}",
                "{'PostContactSummary':{'Content':'%s'}}",
                "{'References':[{'Name':'%s','Type':'STRING','Value':'%s'}]}",
                "{'ContactDetails':{'id':'%s'}}",
                "{'AdditionalEmailRecipients':{'To':[{'Type':'%s'}]}}",
                "{'SegmentAttributes':{'connect:EmailSubject':{'ValueString':'%s'}}}",
                "{'SegmentAttributes':{'connect:Subtype':{'ValueString':'Tanaka Taro'}}}",
                "{'SomethingNew':'%s'}",
                "{'SomethingNew':4711}",
                "{'SomethingNew':{'Number':4711}}",
                "{'Name':'%s'}",
                "['%s']"
            })
    void showsNothingOfPeople(String detail) {
        assertThat(shown(detail.replace("%s", SECRET))).doesNotContain("Tanaka", "4711", "secret", "true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'eventType':'QUEUED','contactId':'2c3f9a1e-7b54-4a0e-9d2f-5c1b8e6a7d40','channel':'VOICE'}",
                "{'detail-type':'Amazon Connect Contact Event','source':'aws.connect','account':'123456789012'}",
                "{'initiationTimestamp':'2026-01-05T21:24:00.999Z','StartTimestamp':'1567460000000'}",
                "{'queueInfo':{'queueArn':'arn:aws:connect:eu-west-2:1:instance/i/queue/q','queueType':'STANDARD'}}",
                "{'resources':['arn:aws:connect:eu-west-2:1:instance/i','arn:aws:connect:eu-west-2:1:instance/i/contact/c']}",
                "{'Queue':{'Name':'Billing','Duration':20},'Agent':{'Username':'mori','NumberOfHolds':2}}",
                "{'AgentStatus':{'Name':'Available','Type':'ROUTABLE'},'RoutingProfile':{'Name':'Basic'}}",
                "{'ContactFlowName':'Main flow','ContactFlowModuleType':'PlayPrompt','Identifier':'block one'}",
                "{'Parameters':{'FunctionArn':'arn:aws:lambda:eu-west-2:1:function:f','TimeLimit':'8000'}}",
                "{'Parameters':{'MaxDigits':'4','Timeout':'5000','Voice':'Joanna','TextToSpeechType':'text'}}",
                "{'Parameters':{'Queue':'arn:aws:connect:eu-west-2:1:instance/i/queue/q','Key':'language'}}",
                "{'Events':{'Queue':['arn:aws:connect:eu-west-2:1:instance/i/queue/q']}}",
                "{'Results':'true'}",
                "{'Results':'Timeout'}",
                "{'Results':'The Lambda Function Returned An Error.'}",
                "{'SegmentAttributes':{'connect:Subtype':{'ValueString':'connect:Telephony'}}}",
                "{'Recordings':[{'Location':'b/c/2026/01/05/a_20260105T20:09_UTC.wav','Status':'AVAILABLE'}]}",
                "{'Segments':[{'Transcript':{'ParticipantRole':'CUSTOMER','BeginOffsetMillis':4711,'Sentiment':'NEUTRAL'}}]}",
                "{'InitialContactId':null,'Tags':{'team':'north'}}"
            })
    void showsWhatIsOfNobody(String detail) {
        assertThat(shown(detail)).isEqualTo(JSON.readTree(json(detail)).toString());
    }

    @Test
    void keepsTheCountryAndTheLastDigitsOfPhoneNumbers() {
        assertThat(shown("{'CustomerEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+819012345678'}}"))
                .isEqualTo(json("{'CustomerEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+81******5678'}}"));
        assertThat(shown("{'Parameters':{'PhoneNumber':'+819012345678','Other':'+819012345678'}}"))
                .doesNotContain("1234567");
        assertThat(shown("{'Queue':{'Name':'Hotline +819012345678','OutboundCallerId':'+81312345678'}}"))
                .isEqualTo(json("{'Queue':{'Name':'Hotline +81******5678','OutboundCallerId':'+81*****5678'}}"));
        assertThat(shown("{'Tags':{'aws:connect:systemEndpoint':'+819012345678'}}"))
                .doesNotContain("1234567");
        assertThat(shown("{'ContactId':'09012345678','Identifier':'09012345678'}"))
                .doesNotContain("1234567");
    }

    @Test
    void keepsTheShapeOfWhatItHides() {
        assertThat(shown(
                        "{'Attributes':{'a':'b','c':null},'References':[],'Details':{'Parameters':{'x':{'y':['z']}}}}"))
                .isEqualTo(json("{'Attributes':{'a':'***','c':null},'References':[],"
                        + "'Details':{'Parameters':{'x':{'y':['***']}}}}"));
    }

    private static String shown(String detail) {
        return Redaction.of(JSON.readTree(json(detail))).toString();
    }

    private static String json(String detail) {
        return detail.replace('\'', '"');
    }
}
