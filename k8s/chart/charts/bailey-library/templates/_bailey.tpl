{{/*
Every template here takes one dict:

  name             of the ConfigMap with Bailey's configuration
  values           what differs from "bailey.defaults"
  applicationPort  where the application beside it listens; without it Bailey stands alone
  serviceUrl       where the service is; default tcp://127.0.0.1:<applicationPort>
  labels           for the ConfigMap (optional)
*/}}

{{- define "bailey.values" -}}
{{- mergeOverwrite (fromYaml (include "bailey.defaults" .)) (deepCopy (default dict .values)) | toYaml -}}
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

{{/*
The configuration file: the text as it was given, and after it where Bailey listens and how it drains, which belong to the pod.
The text is read here only to see that it leaves those out; nothing of it is written anew.
*/}}
{{- define "bailey.config" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
{{- if not (kindIs "string" $v.config) -}}
{{- fail "config is to be a text: `config: |` and the file below it, or --set-file config=bailey.yaml" -}}
{{- end -}}
{{- $given := fromYaml $v.config -}}
{{- with $given.Error -}}
{{- fail (printf "config is no YAML: %s" .) -}}
{{- end -}}
{{- range $key, $instead := dict "http" "`ports.http`, `listenHost` and `serverTiming`" "admin" "`ports.admin` and `listenHost`" "drainDelay" "`drain.delaySeconds`" "drainTimeout" "`drain.timeoutSeconds`" -}}
{{- if hasKey $given $key -}}
{{- fail (printf "config.%s is set by the chart: leave it out and use %s" $key $instead) -}}
{{- end -}}
{{- end -}}
{{- if empty $given -}}
{{- fail "config is empty" -}}
{{- end -}}
{{- $config := print (trimSuffix "\n" $v.config) "\n" (include "bailey.configOfThePod" .) -}}
{{- $read := fromYaml $config -}}
{{- if or (hasKey $read "Error") (not (hasKey $read "drainTimeout")) -}}
{{- fail "config has to be one YAML document with its keys at the start of their lines: no braces around it, nothing after `---` or `...`" -}}
{{- end -}}
{{- $config -}}
{{- end -}}

{{- define "bailey.configOfThePod" -}}
{{- $v := fromYaml (include "bailey.values" .) -}}
# from here on by the chart: `ports`, `listenHost`, `serverTiming`, `drain`
http: {listen: "{{ $v.listenHost }}:{{ int $v.ports.http }}", serverTiming: {{ $v.serverTiming }}}
admin: {listen: "{{ $v.listenHost }}:{{ int $v.ports.admin }}"}
drainDelay: {{ include "bailey.drainDelay" . }}s
drainTimeout: {{ int $v.drain.timeoutSeconds }}s
{{ end -}}

{{- define "bailey.configMap" -}}
apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ .name | quote }}
  {{- with .labels }}
  labels:
    {{- toYaml . | nindent 4 }}
  {{- end }}
data:
  {{- dict "bailey.yaml" (include "bailey.config" .) | toYaml | nindent 2 }}
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
      containerPort: {{ int $v.ports.http }}
    - name: admin
      containerPort: {{ int $v.ports.admin }}
    {{- range $v.extraPorts }}
    - name: {{ .name }}
      containerPort: {{ int .port }}
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
    name: {{ .name | quote }}
{{- if $v.secretName }}
- name: bailey-secret
  secret:
    secretName: {{ $v.secretName }}
    defaultMode: 0440
{{- end }}
{{- end -}}
