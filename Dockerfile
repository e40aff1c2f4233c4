# By exact version. Nailed to digests, and newer ones: docs/operations.md, Containers.
ARG BUILD_BASE=eclipse-temurin:25.0.4.1_1-jdk-noble
ARG RUNTIME_BASE=eclipse-temurin:25.0.4.1_1-jre-noble

FROM ${BUILD_BASE} AS build
WORKDIR /build
COPY .mvn .mvn
COPY mvnw pom.xml ./
# What Maven downloads changes less often than the sources do. One source file, so that the compiler's plugins come too.
COPY src/main/java/io/contactstatus/package-info.java src/main/java/io/contactstatus/
RUN ./mvnw -B -q -Dmaven.test.skip=true -Dspring-boot.repackage.skip=true package
COPY src/main src/main
# The version that the jar, its SBOM and /actuator/info tell. That of the POM when it is empty.
ARG VERSION=
# Without the jar from above: it is named for the version of the POM, and two jars would be matched below.
RUN rm target/contact-status-*.jar \
    && ./mvnw -B -q -Dmaven.test.skip=true ${VERSION:+-Drevision=$VERSION} package \
    && cp -r target/classes/META-INF/sbom target/sbom \
    && java -Djarmode=tools -jar target/contact-status-*.jar extract --layers --application-filename contact-status.jar \
        --destination target/layers

# What speaks in the composition. No part of the image: docker build --target stand-in
FROM build AS stand-in-build
COPY src/test/java/io/contactstatus/standin src/test/java/io/contactstatus/standin
# Of its package only what that class needs is compiled.
RUN javac -d target/stand-in/classes -cp 'target/layers/dependencies/lib/*' -sourcepath src/test/java -implicit:class -proc:none \
        src/test/java/io/contactstatus/standin/LiveTalksProcess.java \
    && mkdir target/stand-in/lib \
    && cp target/layers/dependencies/lib/jackson-*.jar target/layers/dependencies/lib/slf4j-api-*.jar \
        target/layers/dependencies/lib/logback-*.jar target/stand-in/lib/

FROM ${RUNTIME_BASE} AS stand-in
WORKDIR /stand-in
COPY --from=stand-in-build /build/target/stand-in/ ./
USER 10001:10001
ENTRYPOINT ["java", "-Xmx64m", "-cp", "classes:lib/*", "io.contactstatus.standin.LiveTalksProcess"]

FROM ${RUNTIME_BASE}
ARG RUNTIME_BASE
WORKDIR /app
# In the order in which they change least often.
COPY --from=build /build/target/layers/dependencies/ ./
COPY --from=build /build/target/layers/spring-boot-loader/ ./
COPY --from=build /build/target/layers/snapshot-dependencies/ ./
COPY infra/container/health /usr/local/bin/
COPY infra/container/jvm.options ./
COPY --from=build /build/target/layers/application/ ./
# Classes loaded and linked ahead of time halve the start (docs/performance.md). The context is built and nothing is
# started, so no AWS and no network is asked; the key has no owner. It has to be made by the very JVM that will run, with
# the options and at the place it will run with: otherwise it is not used, silently.
RUN java @jvm.options -XX:AOTCacheOutput=contact-status.aot -Xlog:aot=error -Dspring.context.exit=onRefresh \
        -Daws.region=eu-west-2 -jar contact-status.jar \
        --contact-status.security.cursor-secret=only-while-the-image-is-being-built \
        --contact-status.security.api-keys[0].name=nobody --contact-status.security.api-keys[0].scopes=contacts:read \
        --contact-status.security.api-keys[0].sha256=0000000000000000000000000000000000000000000000000000000000000000
# For scanners that look for files.
COPY --from=build /build/target/sbom/ ./sbom/
ARG VERSION=unknown
ARG REVISION=unknown
ARG CREATED=unknown
ARG SOURCE=unknown
LABEL org.opencontainers.image.title="contact-status" \
      org.opencontainers.image.description="The real-time truth about every Amazon Connect contact" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.base.name="${RUNTIME_BASE}"
# Where a volume may be put for captured audio: it gets the owner that the place has here.
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/contact-status/recordings
# By number, so that an orchestrator can see that it is not root.
USER 10001:10001
# The only place that has to be written to. Declared, because Fargate gives what it mounts the owner that it has in the image only then.
VOLUME /tmp
EXPOSE 8080
# Failures count only after the start period, which ends with the first success: a busy machine takes minutes.
HEALTHCHECK --interval=5s --timeout=10s --start-period=10m --retries=6 CMD ["health"]
ENTRYPOINT ["java", "@jvm.options", "-XX:AOTCache=contact-status.aot", "-jar", "contact-status.jar"]
