{{- define "chart.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* 52 characters: room for what is put behind it. */}}
{{- define "chart.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" -}}
{{- else if contains (include "chart.name" .) .Release.Name -}}
{{- .Release.Name | trunc 52 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "chart.name" .) | trunc 52 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "chart.selector" -}}
app.kubernetes.io/name: {{ include "chart.name" . }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{- define "chart.labels" -}}
{{ include "chart.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: bailey
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
bailey.dev/tenant: {{ default .Release.Name .Values.tenant | quote }}
{{- with .Values.contentType }}
bailey.dev/content-type: {{ . | quote }}
{{- end }}
{{- end -}}

{{/* What the library's templates take. */}}
{{- define "chart.bailey" -}}
name: {{ include "chart.fullname" . }}
labels:
  {{- include "chart.labels" . | nindent 2 }}
{{- if eq .Values.mode "sidecar" }}
applicationPort: {{ .Values.application.port }}
{{- else }}
serviceUrl: {{ .Values.backend.url | quote }}
{{- end }}
values:
  {{- pick .Values "profile" "image" "config" "secretName" "env" "ports" "extraPorts" "listenHost" "drain" "resources" "securityContext" "sidecar" | toYaml | nindent 2 }}
{{- end -}}

{{/* How long the application goes on serving: a plain container beside it hears of the end at the same time, and drains first. */}}
{{- define "chart.preStopSeconds" -}}
{{- $drain := add .Values.drain.delaySeconds .Values.drain.timeoutSeconds -}}
{{- ternary (int .Values.application.preStopSeconds) (max $drain .Values.application.preStopSeconds | int) .Values.sidecar.native -}}
{{- end -}}

{{/*
Seconds from the end's announcement to the last process's end, and 5 to spare. One after the other: the delay, the calls in
flight; before them, in mode sidecar with a native sidecar, the application's whole end.
*/}}
{{- define "chart.endSeconds" -}}
{{- $bailey := fromYaml (include "chart.bailey" .) -}}
{{- $drain := add (int (include "bailey.drainDelay" $bailey)) .Values.drain.timeoutSeconds -}}
{{- $application := add (int (include "chart.preStopSeconds" .)) .Values.application.shutdownSeconds -}}
{{- if eq .Values.mode "standalone" -}}
{{- add $drain 5 -}}
{{- else if .Values.sidecar.native -}}
{{- add $application $drain 5 -}}
{{- else -}}
{{- add (max $application $drain) 5 -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkGrace" -}}
{{- $needed := int (include "chart.endSeconds" .) -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) $needed -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, but ending in good order may take %d: raise it, or lower drain or application.preStopSeconds" (int .Values.terminationGracePeriodSeconds) $needed) -}}
{{- end -}}
{{- end -}}

{{/* Every port of the pod once: two listeners on one port are a pod that never starts. */}}
{{- define "chart.checkPorts" -}}
{{- $ports := list (dict "key" "ports.http" "port" .Values.ports.http) (dict "key" "ports.admin" "port" .Values.ports.admin) -}}
{{- $names := ternary (list "http" "admin" "rpc") (list "http" "admin") (eq .Values.mode "sidecar") -}}
{{- range .Values.extraPorts -}}
{{- if has .name $names -}}
{{- fail (printf "extraPorts: the name %s is taken: choose another" .name) -}}
{{- end -}}
{{- $ports = append $ports (dict "key" (printf "extraPorts %s" .name) "port" .port) -}}
{{- end -}}
{{- if eq .Values.mode "sidecar" -}}
{{- $ports = append $ports (dict "key" "application.port" "port" .Values.application.port) -}}
{{- end -}}
{{- $taken := dict -}}
{{- range $ports -}}
{{- $port := .port | int | toString -}}
{{- if hasKey $taken $port -}}
{{- fail (printf "%s and %s are both %s: the pod has each port once" (get $taken $port) .key $port) -}}
{{- end -}}
{{- $_ := set $taken $port .key -}}
{{- end -}}
{{- end -}}
