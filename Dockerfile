# Kong's official image with kong-java and the bundled plugins inside; kong/README.md says how to run it and add plugins.
ARG KONG_VERSION=3.9
ARG KONG_IMAGE=kong:${KONG_VERSION}
ARG JDK_IMAGE=eclipse-temurin:17-jdk

FROM ${JDK_IMAGE} AS build
WORKDIR /src
COPY . .
# MAVEN_ARGS is read by Maven itself, as for a mirror: --build-arg MAVEN_ARGS="-s settings.xml".
ARG MAVEN_ARGS=""
RUN MAVEN_ARGS="$MAVEN_ARGS" ./mvnw -q -B package -DskipTests -pl plugin-server/cli -am

FROM ${KONG_IMAGE}
USER root
COPY --from=build /src/plugin-server/cli/target/kong-java /opt/kong-java
# Outside the prefix, of which the entrypoint removes sockets. Kong reads /etc/kong/kong.conf by itself; KONG_* variables
# still have the last word. The query documents make Kong's start cost no JVM.
RUN mkdir -p /etc/kong && install -d -o kong -m 0700 /run/kong-java \
    && /opt/kong-java/bin/kong-java dump --all --out /opt/kong-java/query \
    && /opt/kong-java/bin/kong-java conf --static-query /opt/kong-java/query --socket /run/kong-java/kong-java.socket \
        > /etc/kong/kong.conf
USER kong
