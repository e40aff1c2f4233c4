package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResourceIdTest {

    private static final String TOKYO = "arn:aws:connect:ap-northeast-1:111122223333:instance/a";
    private static final String OSAKA = "arn:aws:connect:ap-northeast-3:111122223333:instance/b";

    @Test
    void isTheSameInEveryRegion() {
        assertThat(ResourceId.isSame(TOKYO + "/queue/1", OSAKA + "/queue/1")).isTrue();
        assertThat(ResourceId.isSame(TOKYO + "/queue/1", OSAKA + "/queue/2")).isFalse();
    }

    @Test
    void isFoundByTheIdAlone() {
        assertThat(ResourceId.isSame("1", OSAKA + "/queue/1")).isTrue();
        assertThat(ResourceId.isSame("2", OSAKA + "/queue/1")).isFalse();
    }

    @Test
    void tellsAnAgentFromTheQueueOfTheAgent() {
        assertThat(ResourceId.isSame(TOKYO + "/agent/1", TOKYO + "/queue/agent/1"))
                .isFalse();
    }
}
