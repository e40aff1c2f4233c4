package io.contactstatus.visibility;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.contactstatus.identity.CustomerIdentifiers;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.visibility.ConnectInstances.ConnectInstance;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConnectInstancesTest {

    private static final String EAST = "0a0a0a0a-0000-4000-8000-000000000001";
    private static final String WEST = "0a0a0a0a-0000-4000-8000-000000000002";
    private static final String OTHER = "0a0a0a0a-0000-4000-8000-000000000003";
    private static final ConnectInstance TOKYO = new ConnectInstance(arn(EAST), "tokyo", "JP", UTC);
    private static final ConnectInstance BOSTON = new ConnectInstance(WEST, "boston", "US", UTC);

    private final ConnectInstances instances = new ConnectInstances(List.of(TOKYO, BOSTON));

    private static String arn(String id) {
        return "arn:aws:connect:ap-northeast-1:123456789012:instance/" + id;
    }

    @Test
    void areNamedByAliasIdOrArn() {
        for (var name : List.of("tokyo", EAST, arn(EAST))) {
            assertThat(instances.visible(Set.of(name))).isEqualTo(VisibleInstances.only(EAST));
        }
        assertThat(instances.visible(Set.of("tokyo", arn(WEST), "paris")))
                .isEqualTo(new VisibleInstances(Set.of(EAST, WEST)));
        assertThat(instances.visible(Set.of("tokyo", "*"))).isEqualTo(VisibleInstances.ALL);
        assertThat(instances.visible(Set.of())).isEqualTo(VisibleInstances.NONE);
    }

    @Test
    void areNarrowedToOneThatIsVisible() {
        var east = VisibleInstances.only(EAST);

        assertThat(instances.narrowed(VisibleInstances.ALL, "boston")).isEqualTo(VisibleInstances.only(WEST));
        assertThat(instances.narrowed(VisibleInstances.ALL, OTHER)).isEqualTo(VisibleInstances.only(OTHER));
        assertThat(instances.narrowed(east, "tokyo")).isEqualTo(east);
        assertThat(instances.narrowed(east, " ")).isEqualTo(east);
        assertThat(instances.narrowed(east, null)).isEqualTo(east);
        for (var hidden : List.of("boston", WEST, OTHER, "paris")) {
            assertThatExceptionOfType(InvalidParameter.class)
                    .isThrownBy(() -> instances.narrowed(east, hidden))
                    .satisfies(refused -> assertThat(refused.field()).isEqualTo("instance"));
        }
        assertThatExceptionOfType(InvalidParameter.class)
                .isThrownBy(() -> instances.narrowed(VisibleInstances.ALL, "paris"));
    }

    @Test
    void standThereOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectInstances(List.of(TOKYO, new ConnectInstance(EAST, "kyoto", null, UTC))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConnectInstances(List.of(TOKYO, new ConnectInstance(WEST, "tokyo", null, UTC))));
    }

    @Test
    void sayInWhichCountryNumbersAreWritten() {
        var identifiers = new CallerIdentifiers(CustomerIdentifiers.inRegion("GB"), instances);

        assertThat(identifiers.normalised("212-555-0147", VisibleInstances.only(WEST)))
                .isEqualTo("+12125550147");
        assertThat(identifiers.normalised("03-1234-5678", VisibleInstances.only(EAST)))
                .isEqualTo("+81312345678");
        assertThat(identifiers.normalised("03-1234-5678", VisibleInstances.only(WEST)))
                .isEqualTo("03-1234-5678");
        // The first of them in which it is a number; one's own before those of instances.
        assertThat(identifiers.normalised("212-555-0147", VisibleInstances.ALL)).isEqualTo("+12125550147");
        assertThat(identifiers.normalised("020 7946 0018", VisibleInstances.ALL))
                .isEqualTo("+442079460018");
        // An instance for which nothing is set.
        assertThat(identifiers.normalised("020 7946 0018", VisibleInstances.only(OTHER)))
                .isEqualTo("+442079460018");
        assertThat(identifiers.normalised("81312345678", VisibleInstances.only(WEST)))
                .isEqualTo("+81312345678");
    }
}
