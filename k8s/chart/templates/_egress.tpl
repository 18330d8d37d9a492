{{/*
Where a standalone Bailey may go unless it is told: as little as can be read from backend.url. A policy sees pods and their ports
and no names, and a Service's port need not be its pods'; so a name in the cluster is all pods of its namespace, whatever the port.
*/}}
{{- define "chart.egress" -}}
{{- $host := regexReplaceAll "^[a-z]+://(\\[[^]]*\\]|[^/:]*).*$" .Values.backend.url "${1}" -}}
{{- $port := regexReplaceAll "^[a-z]+://[^/]*:([0-9]+)(/.*)?$" .Values.backend.url "${1}" -}}
{{- if not (regexMatch "^[0-9]+$" $port) -}}
{{- $port = ternary 443 80 (hasPrefix "https:" .Values.backend.url) -}}
{{- end -}}
{{- $parts := splitList "." $host -}}
{{- if regexMatch "^[0-9]+([.][0-9]+){3}$" $host -}}
to: [{ipBlock: {cidr: {{ $host }}/32}}]
ports: [{port: {{ $port }}}]
{{- else if regexMatch "^[A-Za-z0-9-]+$" $host -}}
to: [{podSelector: {}}]
{{- else if regexMatch "^[A-Za-z0-9-]+[.][A-Za-z0-9-]+([.]svc([.].*)?)?$" $host -}}
to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: {{ index $parts 1 | quote }}}}}]
{{- else -}}
# a name outside of the cluster
ports: [{port: {{ $port }}}]
{{- end -}}
{{- end -}}
