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
app.kubernetes.io/name: {{ include "chart.name" . | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}

{{/* Of the pod of `helm test`. */}}
{{- define "chart.testLabels" -}}
app.kubernetes.io/name: {{ include "chart.name" . }}-test
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
applicationPort: {{ int .Values.application.port }}
{{- else }}
serviceUrl: {{ .Values.backend.url | quote }}
{{- end }}
values:
  {{- pick .Values "profile" "image" "config" "secretName" "env" "ports" "extraPorts" "listenHost" "serverTiming" "drain" "resources" "securityContext" "sidecar" | toYaml | nindent 2 }}
{{- end -}}

{{/* How long the application goes on serving: a plain container beside it hears of the end at the same time, and drains first. */}}
{{- define "chart.preStopSeconds" -}}
{{- if and (eq .Values.mode "sidecar") (not .Values.sidecar.native) -}}
{{- max (add .Values.drain.delaySeconds .Values.drain.timeoutSeconds) .Values.application.preStopSeconds -}}
{{- else -}}
{{- int .Values.application.preStopSeconds -}}
{{- end -}}
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
{{- else if eq .Values.mode "in-process" -}}
{{- add $application 5 -}}
{{- else if .Values.sidecar.native -}}
{{- add $application $drain 5 -}}
{{- else -}}
{{- add (max $application $drain) 5 -}}
{{- end -}}
{{- end -}}

{{/* The milliseconds of autoscaling.poolWait; nothing where it does not scale. */}}
{{- define "chart.poolWait" -}}
{{- $wait := .Values.autoscaling.poolWait | default "0" | toString -}}
{{- if ne $wait "0" -}}
{{- trimSuffix "ms" $wait -}}
{{- end -}}
{{- end -}}
