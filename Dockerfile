# Bailey's container image: a Java of its own and a cache of classes on a bare base; docs/image.md says what is where.
#
#   docker build -t bailey .
#
# BUILD_IMAGE needs Maven and a JDK 25; BASE_IMAGE needs glibc and nothing else, no shell, no package manager, no Java.
ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG BASE_IMAGE=gcr.io/distroless/base-nossl-debian12:nonroot

# builds, links a Java, and trains: starts the bridge and keeps what it loads
FROM ${BUILD_IMAGE} AS build
ARG MAVEN_OPTIONS=""
WORKDIR /source
COPY . .
RUN mvn -B -q -ntp ${MAVEN_OPTIONS} -Pquick,image -Dimage.home=/opt/bailey -pl bridge/sidecar -am package -DskipTests

FROM ${BASE_IMAGE}
ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Bailey" \
      org.opencontainers.image.description="A JSON-RPC to HTTP bridge" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /source/bridge/sidecar/target/image /opt/bailey
# one malloc arena for all threads: of the sidecar profile
ENV MALLOC_ARENA_MAX=1
USER 65532:65532
EXPOSE 8080 9090
STOPSIGNAL SIGTERM
# health is asked for over HTTP, at the admin edge: a probe that starts a second Java does not fit the memory of the first
ENTRYPOINT ["/opt/bailey/java/bin/java", "@/opt/bailey/sidecar.args"]
CMD ["run", "-c", "/etc/bailey/bailey.yaml"]
