{{/*
What the schema cannot say in a sentence, or not at all: each refusal names the value, what it is and what it has to be.
*/}}
{{- define "chart.check" -}}
{{- include "chart.checkTexts" . -}}
{{- include "chart.checkName" . -}}
{{- include "chart.checkImage" . -}}
{{- include "chart.checkResources" (dict "key" "resources" "resources" .Values.resources) -}}
{{- include "chart.checkMemory" . -}}
{{- if ne .Values.mode "standalone" -}}
{{- include "chart.checkApplication" . -}}
{{- end -}}
{{- include "chart.checkDirect" . -}}
{{- include "chart.checkPorts" . -}}
{{- include "chart.checkGrace" . -}}
{{- include "chart.checkAutoscaling" . -}}
{{- end -}}

{{/* A list of: key, value, regular expression, what that means. */}}
{{- define "chart.checkTexts" -}}
{{- $label := list "([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?" "the value of a label: at most 63 letters, digits, `-`, `_` and `.`, a letter or digit first and last" -}}
{{- $path := list "/[^ ]*" "a path that begins with /" -}}
{{- $interval := list "[1-9][0-9]*[smh]" "a time such as 15s or 1m" -}}
{{- $variable := list "[A-Za-z_][A-Za-z0-9_]*" "the name of a variable: letters, digits and `_`, no digit first" -}}
{{- $texts := list
    (concat (list "tenant" .Values.tenant) $label)
    (concat (list "contentType" .Values.contentType) $label)
    (list "image.repository" .Values.image.repository "([A-Za-z0-9.-]+(:[0-9]+)?/)?[a-z0-9._/-]+" "a name in a registry, without tag or digest, such as registry.example.com/bailey")
    (list "image.tag" .Values.image.tag "([A-Za-z0-9_][A-Za-z0-9._-]{0,127})?" "a tag such as 0.1.0: letters, digits, `_`, `.` and `-`")
    (list "image.digest" .Values.image.digest "(sha256:[0-9a-f]{64})?" "sha256: and 64 hexadecimal digits")
    (list "backend.url" .Values.backend.url "(tcp|http|https)://[^ ]+" "an address such as tcp://legacy:4000, http://… or https://…")
    (list "listenHost" .Values.listenHost "[^ ]+" "an address to listen on, such as 0.0.0.0")
    (list "ingress.host" .Values.ingress.host "([*][.])?[a-z0-9]([a-z0-9.-]*[a-z0-9])?" "the name of a host in small letters, such as ads.example.com")
    (concat (list "ingress.path" .Values.ingress.path) $path)
    (concat (list "gateway.path" .Values.gateway.path) $path)
    (list "autoscaling.poolWait" .Values.autoscaling.poolWait "([1-9][0-9]*ms|0)?" "a time such as 50ms, or 0: not by it")
    (concat (list "monitoring.podMonitor.interval" .Values.monitoring.podMonitor.interval) $interval)
    (concat (list "monitoring.serviceMonitor.interval" .Values.monitoring.serviceMonitor.interval) $interval)
    (list "monitoring.rules.runbooks" .Values.monitoring.rules.runbooks "https?://[^ ]*[^ /]" "an address that begins with http:// or https:// and does not end in /")
    (list "podDisruptionBudget.maxUnavailable" .Values.podDisruptionBudget.maxUnavailable "[1-9][0-9]*|([1-9][0-9]?|100)%" "a number of pods, or a part of them such as 25%")
    (list "test.method" .Values.test.method ".+" "a JSON-RPC method") -}}
{{- range .Values.env -}}
{{- $texts = append $texts (concat (list "env: name" .name) $variable) -}}
{{- end -}}
{{- range .Values.application.env -}}
{{- $texts = append $texts (concat (list "application.env: name" .name) $variable) -}}
{{- end -}}
{{- range .Values.extraPorts -}}
{{- $texts = append $texts (list "extraPorts: name" .name "[a-z]([a-z0-9-]{0,13}[a-z0-9])?" "the name of a port: at most 15 small letters, digits and `-`, a letter first") -}}
{{- end -}}
{{- range $texts -}}
{{- $text := index . 1 | default "" | toString -}}
{{- if not (regexMatch (printf "^(%s)$" (index . 2)) $text) -}}
{{- fail (printf "%s is %q, but has to be %s" (index . 0) $text (index . 3)) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Helm takes release names with dots and with a digit first; Services do not. */}}
{{- define "chart.checkName" -}}
{{- $name := include "chart.fullname" . -}}
{{- if not (regexMatch "^[a-z]([a-z0-9-]*[a-z0-9])?$" $name) -}}
{{- fail (printf "the objects would be named %q, but names of Services are small letters, digits and `-`, a letter first: choose another name for the release, or set fullnameOverride" $name) -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkImage" -}}
{{- if not (or .Values.image.tag .Values.image.digest) -}}
{{- fail "image.tag and image.digest are both empty: say which Bailey to run" -}}
{{- end -}}
{{- end -}}

{{/* A quantity as a number. */}}
{{- define "chart.number" -}}
{{- $digits := regexFind "^[0-9.]+" . -}}
{{- $units := dict "m" 0.001 "k" 1e3 "M" 1e6 "G" 1e9 "T" 1e12 "Ki" 1024.0 "Mi" 1048576.0 "Gi" 1073741824.0 "Ti" 1099511627776.0 -}}
{{- mulf (float64 $digits) (get $units (trimPrefix $digits .) | default 1.0) -}}
{{- end -}}

{{/* A quantity as text: YAML makes numbers of those without a unit. */}}
{{- define "chart.quantity" -}}
{{- ternary (printf "%f" .) (toString .) (kindIs "float64" .) -}}
{{- end -}}

{{/* Takes a dict: key, resources. */}}
{{- define "chart.checkResources" -}}
{{- $limits := .resources.limits | default dict -}}
{{- $requests := .resources.requests | default dict -}}
{{- range $part, $quantities := dict "requests" $requests "limits" $limits -}}
{{- range $name, $quantity := $quantities -}}
{{- if not (regexMatch "^[0-9]+([.][0-9]+)?(m|k|M|G|T|Ki|Mi|Gi|Ti)?$" (include "chart.quantity" $quantity)) -}}
{{- fail (printf "%s.%s.%s is %q, but has to be a quantity such as 100m, 0.5, 64Mi or 1Gi" $.key $part $name (toString $quantity)) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- range $name, $limit := $limits -}}
{{- $request := get $requests $name | default 0 -}}
{{- if gt (include "chart.number" (include "chart.quantity" $request) | float64) (include "chart.number" (include "chart.quantity" $limit) | float64) -}}
{{- fail (printf "%s.requests.%s is %v, more than the limit of %v" $.key $name $request $limit) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkMemory" -}}
{{- $least := ternary "64Mi" "256Mi" (eq .Values.profile "sidecar") -}}
{{- with (.Values.resources.limits | default dict).memory -}}
{{- if lt (include "chart.number" (include "chart.quantity" .) | float64) (include "chart.number" $least | float64) -}}
{{- fail (printf "resources.limits.memory is %v, but profile %s needs %s or more" . $.Values.profile $least) -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkApplication" -}}
{{- if not .Values.application.image -}}
{{- fail "application.image is empty: say which application to run" -}}
{{- end -}}
{{- range list "image" "imagePullPolicy" "command" "args" "env" "resources" "securityContext" -}}
{{- if hasKey $.Values.application.container . -}}
{{- fail (printf "application.container.%s: use application.%s" . .) -}}
{{- end -}}
{{- end -}}
{{- if hasKey .Values.application.container "name" -}}
{{- fail "application.container.name: the container is named application" -}}
{{- end -}}
{{- include "chart.checkResources" (dict "key" "application.resources" "resources" .Values.application.resources) -}}
{{- end -}}

{{- define "chart.checkDirect" -}}
{{- if and (eq .Values.mode "in-process") (not .Values.application.httpPort) -}}
{{- fail "mode in-process needs application.httpPort: where your application speaks HTTP itself" -}}
{{- end -}}
{{- if and .Values.gateway.directPercent (not (include "chart.direct" .)) -}}
{{- fail "gateway.directPercent needs application.httpPort, and mode sidecar or in-process" -}}
{{- end -}}
{{- end -}}

{{/* Every port of the pod once: two listeners on one port are a pod that never starts. */}}
{{- define "chart.checkPorts" -}}
{{- $ports := list -}}
{{- if ne .Values.mode "in-process" -}}
{{- $ports = list (list "ports.http" "http" .Values.ports.http) (list "ports.admin" "admin" .Values.ports.admin) -}}
{{- range .Values.extraPorts -}}
{{- $ports = append $ports (list (printf "extraPorts %s" .name) .name .port) -}}
{{- end -}}
{{- end -}}
{{- if ne .Values.mode "standalone" -}}
{{- $ports = append $ports (list "application.port" "rpc" .Values.application.port) -}}
{{- with .Values.application.httpPort -}}
{{- $ports = append $ports (list "application.httpPort" "direct" .) -}}
{{- end -}}
{{- range .Values.application.container.ports -}}
{{- $ports = append $ports (list (printf "application.container.ports %v" .containerPort) .name .containerPort) -}}
{{- end -}}
{{- end -}}
{{- $taken := dict -}}
{{- range $ports -}}
{{- $key := index . 0 -}}
{{- $port := index . 2 | int | toString -}}
{{- if hasKey $taken $port -}}
{{- fail (printf "%s and %s are both %s: the pod has each port once" (get $taken $port) $key $port) -}}
{{- end -}}
{{- $_ := set $taken $port $key -}}
{{- with index . 1 -}}
{{- if hasKey $taken . -}}
{{- fail (printf "%s: the name %s is taken by %s: choose another" $key . (get $taken .)) -}}
{{- end -}}
{{- $_ := set $taken . $key -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkGrace" -}}
{{- $needed := int (include "chart.endSeconds" .) -}}
{{- if lt (int .Values.terminationGracePeriodSeconds) $needed -}}
{{- fail (printf "terminationGracePeriodSeconds is %d, but ending in good order may take %d: raise it, or lower drain or application.preStopSeconds" (int .Values.terminationGracePeriodSeconds) $needed) -}}
{{- end -}}
{{- end -}}

{{- define "chart.checkAutoscaling" -}}
{{- with .Values.autoscaling -}}
{{- if .enabled -}}
{{- if gt (int .minReplicas) (int .maxReplicas) -}}
{{- fail (printf "autoscaling.minReplicas is %d, more than autoscaling.maxReplicas, %d" (int .minReplicas) (int .maxReplicas)) -}}
{{- end -}}
{{- $others := and (ne $.Values.mode "in-process") (or .inFlightPerPod (include "chart.poolWait" $)) -}}
{{- if not (or .cpu $others) -}}
{{- fail (printf "autoscaling has nothing to go by: set autoscaling.cpu%s" (ternary "" ", inFlightPerPod or poolWait" (eq $.Values.mode "in-process"))) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
