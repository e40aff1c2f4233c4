package io.contactstatus.connect;

import io.contactstatus.visibility.ConnectInstances;
import java.net.URI;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What asks Amazon Connect, over whatever stands in for it.
public final class AskedConnect {

    private AskedConnect() {}

    public static ConnectDirectory at(URI endpoint) {
        // The default credentials chain of the AWS SDK reads these.
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        return at(endpoint, new ConnectInstances(List.of()));
    }

    public static ConnectDirectory at(URI endpoint, ConnectInstances instances) {
        return new ConnectDirectory(new ConnectClients(endpoint, instances), new JsonMapper());
    }
}
