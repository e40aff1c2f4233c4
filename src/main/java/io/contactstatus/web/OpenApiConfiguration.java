package io.contactstatus.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;

/// The description of the API as a whole: text, tags and security schemes.
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    static final String API_KEY = "apiKey";
    static final String TOKEN = "token";
    static final String FIREHOSE_KEY = "firehoseAccessKey";

    private static final String DESCRIPTION = """
            The real-time truth about every Amazon Connect contact: one correct, live, explainable record per contact, \
            merged from contact events, flow logs, agent events, contact records and flow events, in whatever order \
            they arrive.

            **Formats.** Instants are ISO-8601 UTC with exactly three digits after the second. Durations are whole \
            seconds. What is not known is absent. Words of Amazon Connect that are not listed here are passed through \
            as they are. Errors are problem documents (RFC 9457) with a stable `type`.

            **Pages.** `limit` is 1 to 200. A `nextCursor` continues the query it was given for, and no other.

            **Query parameters.** One that an operation does not have is a 400 that names it, never ignored.

            **Scopes.** Each operation names its own (`x-scopes`: one of them is enough); what is not named is refused. \
            `customers:lookup` or `pii:read` for everything that finds by a customer's number or identifier. Without `pii:read` \
            personal data is masked: phone numbers as `+81******5678`, everything else as `***`; keys of attributes, and tags \
            but for phone numbers in them, are shown to all. Where recordings lie is shown with `recordings:read` only.

            **Look-ups.** Callers without `pii:read` who look up too much that is not there get 429 until the time in \
            `Retry-After` is over, for known customers as well.
            """;

    private static final String SIMULATED = "**The data is simulated:** no contact here was ever real.\n\n";

    @Bean
    OpenAPI contactStatusApi(@Value("${contact-status.simulator.enabled:false}") boolean simulated) {
        var description = simulated ? SIMULATED + DESCRIPTION : DESCRIPTION;
        // Whatever JSON it is: springdoc would describe the class of its tree.
        SpringDocUtils.getConfig().replaceWithSchema(JsonNode.class, new ObjectSchema().additionalProperties(true));
        return new OpenAPI()
                .info(new Info().title("Contact status").version("1").description(description))
                .servers(List.of(new Server().url("/").description("This service")))
                .tags(List.of(
                        tag("Contacts", "Contacts and what belongs to them"),
                        tag("Customers", "Contacts by customer"),
                        tag("Agents", "Agents as they are now"),
                        tag("Live", "Changes pushed as they happen"),
                        tag("Flows", "For contact flows"),
                        tag("Ingestion", "The way in for records"),
                        tag("Queues", "What queues have now, and what they did"),
                        tag("Dead letters", "Records that could not be read or stored"),
                        tag("Catching up", "Records read again from where they were kept")))
                .components(new Components()
                        .addSecuritySchemes(
                                API_KEY, header("X-Api-Key").description("A key that the operator gave out."))
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .bearerFormat("JWT")
                                        .description("An OAuth2 access token with the scopes that are needed."))
                        .addSecuritySchemes(
                                FIREHOSE_KEY,
                                header("X-Amz-Firehose-Access-Key").description("As the Firehose stream has it.")))
                .security(
                        List.of(new SecurityRequirement().addList(API_KEY), new SecurityRequirement().addList(TOKEN)));
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }

    private static SecurityScheme header(String name) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.HEADER)
                .name(name);
    }
}
