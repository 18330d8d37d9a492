package dev.bailey.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * What an API server with strict field validation would say to an object. Kubernetes' own kinds are held to the models that
 * its Java client generates from the published OpenAPI, those of operators to the models that fabric8 generates from the
 * published CRDs.
 */
final class ApiServer {
    /** Strict on fields and on types; unlike {@link JSON}'s own it lets nothing through that no model has. */
    private static final ObjectMapper CUSTOM = new ObjectMapper()
            .setAnnotationIntrospector(new NothingGoesAnywhere())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("v1 ConfigMap", own(V1ConfigMap.class, V1ConfigMap::validateJsonElement)),
            Map.entry("v1 Namespace", own(V1Namespace.class, V1Namespace::validateJsonElement)),
            Map.entry("v1 Pod", own(V1Pod.class, V1Pod::validateJsonElement)),
            Map.entry("v1 Service", own(V1Service.class, V1Service::validateJsonElement)),
            Map.entry("v1 ServiceAccount", own(V1ServiceAccount.class, V1ServiceAccount::validateJsonElement)),
            Map.entry("apps/v1 Deployment", own(V1Deployment.class, V1Deployment::validateJsonElement)),
            Map.entry(
                    "autoscaling/v2 HorizontalPodAutoscaler",
                    own(V2HorizontalPodAutoscaler.class, V2HorizontalPodAutoscaler::validateJsonElement)),
            Map.entry("networking.k8s.io/v1 Ingress", own(V1Ingress.class, V1Ingress::validateJsonElement)),
            Map.entry(
                    "networking.k8s.io/v1 NetworkPolicy",
                    own(V1NetworkPolicy.class, V1NetworkPolicy::validateJsonElement)),
            Map.entry(
                    "policy/v1 PodDisruptionBudget",
                    own(V1PodDisruptionBudget.class, V1PodDisruptionBudget::validateJsonElement)),
            Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", custom(HTTPRoute.class)),
            Map.entry("monitoring.coreos.com/v1 PodMonitor", custom(PodMonitor.class)),
            Map.entry("monitoring.coreos.com/v1 ServiceMonitor", custom(ServiceMonitor.class)),
            Map.entry("monitoring.coreos.com/v1 PrometheusRule", custom(PrometheusRule.class)));

    private ApiServer() {}

    /** Why the object would be refused; empty if it would not be. */
    static Optional<String> refusal(Manifest object) {
        String kind = object.apiVersion() + " " + object.kind();
        Kind known = KINDS.get(kind);
        if (known == null) {
            return Optional.of("no such kind: " + kind);
        }
        try {
            known.check(object.json());
            return Optional.empty();
        } catch (RuntimeException | IOException refused) {
            // the models throw whatever comes to them
            return Optional.of(object + ": " + refused.getMessage());
        }
    }

    private interface Kind {
        void check(JsonObject object) throws IOException;
    }

    private interface Validation {
        void check(JsonElement object) throws IOException;
    }

    /** Field names by the model's own check, types by reading it. */
    private static Kind own(Class<?> model, Validation fields) {
        return object -> {
            fields.check(object);
            Object read = JSON.getGson().fromJson(object, model);
            if (read == null) {
                throw new IOException("nothing in it");
            }
        };
    }

    private static Kind custom(Class<?> model) {
        return object -> {
            try {
                CUSTOM.readValue(object.toString(), model);
            } catch (JsonProcessingException e) {
                throw new IOException(e.getOriginalMessage(), e);
            }
        };
    }

    /** The models keep what they do not know; here that is a mistake. */
    private static final class NothingGoesAnywhere extends JacksonAnnotationIntrospector {
        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }
}
