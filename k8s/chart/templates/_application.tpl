{{/* The user's application, as an item of `containers`; application.container adds to its fields, or replaces them. */}}
{{- define "chart.application" -}}
{{- $own := deepCopy .Values.application.container -}}
{{- $mounts := concat (list (dict "name" "tmp" "mountPath" "/tmp")) (default list $own.volumeMounts) -}}
{{- $container := dict
    "name" "application"
    "image" .Values.application.image
    "imagePullPolicy" .Values.application.imagePullPolicy
    "ports" (list (dict "name" "rpc" "containerPort" .Values.application.port))
    "lifecycle" (dict "preStop" (dict "sleep" (dict "seconds" (int (include "chart.preStopSeconds" .)))))
    "resources" .Values.application.resources
    "securityContext" .Values.application.securityContext -}}
{{- range $field := list "command" "args" "env" -}}
{{- with get $.Values.application $field -}}
{{- $_ := set $container $field . -}}
{{- end -}}
{{- end -}}
{{- $container = mergeOverwrite $container $own (dict "volumeMounts" $mounts) -}}
{{- list $container | toYaml -}}
{{- end -}}
