{{/*
Every template here takes one dict:

  name             of the ConfigMap with Bailey's configuration
  values           what differs from "bailey.defaults"
  applicationPort  where the application beside it listens; without it Bailey stands alone
  serviceUrl       where the service is; default tcp://127.0.0.1:<applicationPort>
  labels           for the ConfigMap (optional)
*/}}

{{- define "bailey.values" -}}
{{- $given := deepCopy (default dict .values) -}}
{{- $all := mergeOverwrite (fromYaml (include "bailey.defaults" .)) $given -}}
{{- /* a configuration is taken whole: nobody wants the example's service beside their own */ -}}
{{- if hasKey $given "config" -}}
{{- $_ := set $all "config" $given.config -}}
{{- end -}}
{{- toYaml $all -}}
{{- end -}}

{{- define "bailey.image" -}}
{{- if .digest -}}
{{ .repository }}@{{ .digest }}
{{- else -}}
{{ .repository }}:{{ .tag }}
{{- end -}}
{{- end -}}

{{/* A native sidecar hears of the end of its pod after the application: it needs no delay of its own then. */}}
{{- define "bailey.drainDelay" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
{{- ternary 0 (int $v.drain.delaySeconds) (and (hasKey . "applicationPort") $v.sidecar.native) -}}
{{- end -}}

{{/* The configuration file. Where Bailey listens and how it drains belongs to the pod, hence is not for the file to say. */}}
{{- define "bailey.config" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
{{- $config := $v.config -}}
{{- if kindIs "string" $config -}}
{{- $config = fromYaml $config -}}
{{- if hasKey $config "Error" -}}
{{- fail (printf "config is no YAML: %s" $config.Error) -}}
{{- end -}}
{{- end -}}
{{- range $key := list "admin" "drainDelay" "drainTimeout" -}}
{{- if hasKey $config $key -}}
{{- fail (printf "config.%s is set by the chart: use `ports` and `drain`" $key) -}}
{{- end -}}
{{- end -}}
{{- if hasKey (default dict $config.http) "listen" -}}
{{- fail "config.http.listen is set by the chart: use `ports.http` and `listenHost`" -}}
{{- end -}}
{{- $pod := dict
    "http" (dict "listen" (printf "%s:%d" $v.listenHost (int $v.ports.http)))
    "admin" (dict "listen" (printf "%s:%d" $v.listenHost (int $v.ports.admin)))
    "drainDelay" (printf "%ss" (include "bailey.drainDelay" .))
    "drainTimeout" (printf "%ds" (int $v.drain.timeoutSeconds)) -}}
{{- mergeOverwrite (deepCopy $config) $pod | toYaml -}}
{{- end -}}

{{- define "bailey.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name }}
  {{- with .labels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
data:
  bailey.yaml: |
    {{- include "bailey.config" . | nindent 4 }}
{{- end -}}

{{/* Annotations of the pod: another configuration makes other pods. */}}
{{- define "bailey.annotations" -}}
checksum/bailey-config: {{ include "bailey.config" . | sha256sum }}
kubectl.kubernetes.io/default-container: {{ ternary "application" "bailey" (hasKey . "applicationPort") }}
{{- end -}}

{{/* Bailey's container, as an item of `containers`. */}}
{{- define "bailey.container" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
- name: bailey
  image: {{ include "bailey.image" $v.image | quote }}
  imagePullPolicy: {{ $v.image.pullPolicy }}
  {{- if ne $v.profile "sidecar" }}
  command: [/opt/bailey/java/bin/java, "@/opt/bailey/{{ $v.profile }}.args"]
  {{- end }}
  args: [run, -c, /etc/bailey/bailey.yaml]
  {{- if and (hasKey . "applicationPort") $v.sidecar.native }}
  # runs before the application and beside it, and ends after it
  restartPolicy: Always
  {{- end }}
  env:
    - name: SERVICE_URL
      value: {{ default (printf "tcp://127.0.0.1:%d" (int .applicationPort)) .serviceUrl | quote }}
    {{- with $v.env }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  ports:
    - name: http
      containerPort: {{ $v.ports.http }}
    - name: admin
      containerPort: {{ $v.ports.admin }}
    {{- range $v.extraPorts }}
    - name: {{ .name }}
      containerPort: {{ .port }}
    {{- end }}
  # gates the application's start; a start takes seconds at a tenth of a CPU
  startupProbe:
    httpGet: {path: /startupz, port: admin}
    periodSeconds: 1
    failureThreshold: 60
  readinessProbe:
    httpGet: {path: /readyz, port: admin}
    periodSeconds: 5
    timeoutSeconds: 2
    failureThreshold: 2
  # only what a new start would mend: not the service's health
  livenessProbe:
    httpGet: {path: /livez, port: admin}
    periodSeconds: 10
    timeoutSeconds: 5
    failureThreshold: 6
  resources:
    {{- toYaml $v.resources | nindent 4 }}
  securityContext:
    {{- toYaml $v.securityContext | nindent 4 }}
  volumeMounts:
    - name: bailey-config
      mountPath: /etc/bailey
      readOnly: true
    {{- if $v.secretName }}
    - name: bailey-secret
      mountPath: /run/secrets/bailey
      readOnly: true
    {{- end }}
{{- end -}}

{{/* Items of the pod's `volumes`. */}}
{{- define "bailey.volumes" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
- name: bailey-config
  configMap:
    name: {{ .name }}
{{- if $v.secretName }}
- name: bailey-secret
  secret:
    secretName: {{ $v.secretName }}
    defaultMode: 0440
{{- end }}
{{- end -}}
