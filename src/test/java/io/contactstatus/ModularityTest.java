package io.contactstatus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    /// Not `verify()`: that also looks for circles, which takes a minute of processor time. [ArchitectureTest] looks
    /// for
    /// them in seconds.
    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        var modules = ApplicationModules.of(ContactStatusApplication.class);

        assertThat(modules).hasSizeGreaterThan(30);
        assertThat(modules.stream().flatMap(module -> module.detectDependencies(modules).getMessages().stream()))
                .isEmpty();
    }
}
