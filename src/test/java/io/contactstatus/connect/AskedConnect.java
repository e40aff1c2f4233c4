package io.contactstatus.connect;

import java.net.URI;
import tools.jackson.databind.json.JsonMapper;

/// What asks Amazon Connect, over whatever stands in for it.
public final class AskedConnect {

    private AskedConnect() {}

    public static ConnectDirectory at(URI endpoint) {
        // The default credentials chain of the AWS SDK reads these.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return new ConnectDirectory(new ConnectClients(endpoint), new JsonMapper());
    }
}
