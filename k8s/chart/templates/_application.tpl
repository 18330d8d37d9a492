{{/* The user's application, as an item of `containers`, with the further fields of application.container. */}}
{{- define "chart.application" -}}
{{- $own := .Values.application.container -}}
{{- $ports := list (dict "name" "rpc" "containerPort" (int .Values.application.port)) -}}
{{- with .Values.application.httpPort -}}
{{- $ports = append $ports (dict "name" "direct" "containerPort" (int .)) -}}
{{- end -}}
{{- $mounts := list (dict "name" "tmp" "mountPath" "/tmp") -}}
{{- range $own.volumeMounts -}}
{{- if eq .mountPath "/tmp" -}}
{{- $mounts = list -}}
{{- end -}}
{{- end -}}
{{- $lifecycle := deepCopy (default dict $own.lifecycle) -}}
{{- if not (hasKey $lifecycle "preStop") -}}
{{- $_ := set $lifecycle "preStop" (dict "sleep" (dict "seconds" (int (include "chart.preStopSeconds" .)))) -}}
{{- end -}}
{{- $container := dict
    "name" "application"
    "image" .Values.application.image
    "imagePullPolicy" .Values.application.imagePullPolicy
    "ports" (concat $ports (default list $own.ports))
    "volumeMounts" (concat $mounts (default list $own.volumeMounts))
    "lifecycle" $lifecycle
    "resources" .Values.application.resources
    "securityContext" .Values.application.securityContext -}}
{{- range $field := list "command" "args" "env" -}}
{{- with get $.Values.application $field -}}
{{- $_ := set $container $field . -}}
{{- end -}}
{{- end -}}
{{- list (merge $container (omit $own "lifecycle")) | toYaml -}}
{{- end -}}

{{/* Volumes of the application's pod; /tmp is one of the user's if they say so. */}}
{{- define "chart.applicationVolumes" -}}
{{- $volumes := list (dict "name" "tmp" "emptyDir" (dict)) -}}
{{- range .Values.application.volumes -}}
{{- if eq .name "tmp" -}}
{{- $volumes = list -}}
{{- end -}}
{{- end -}}
{{- concat $volumes (default list .Values.application.volumes) | toYaml -}}
{{- end -}}

{{/* Whether the application speaks HTTP itself: not empty if it does. */}}
{{- define "chart.direct" -}}
{{- if and (ne .Values.mode "standalone") .Values.application.httpPort -}}
{{- int .Values.application.httpPort -}}
{{- end -}}
{{- end -}}
