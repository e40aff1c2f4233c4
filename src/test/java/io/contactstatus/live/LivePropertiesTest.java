package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LivePropertiesTest {

    private static LiveProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("l", LiveProperties.class);
    }

    @Test
    void asManySubscribersAsAThirdOfTheHeapHasRoomFor() {
        assertThat(LiveProperties.subscribersIn(716_800_000)).isEqualTo(1_592);
        assertThat(LiveProperties.subscribersIn(7_168_000_000L)).isEqualTo(15_928);
        assertThat(bound(Map.of()).subscribersAllowed())
                .isEqualTo(LiveProperties.subscribersIn(Runtime.getRuntime().maxMemory()));
    }

    @Test
    void asManyAsIsSaid() {
        assertThat(bound(Map.of("l.max-subscribers", "0")).subscribersAllowed()).isZero();
        try (var service = LiveService.alone("contact-status.live.max-subscribers=7")) {
            assertThat(service.bean(MeterRegistry.class)
                            .get("contact_status.live.max_subscribers")
                            .gauge()
                            .value())
                    .isEqualTo(7);
        }
    }
}
