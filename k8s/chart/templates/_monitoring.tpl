{{/* Labels of every series, from those of the pod. */}}
{{- define "chart.relabelings" -}}
- sourceLabels: [__meta_kubernetes_pod_label_bailey_dev_tenant]
  targetLabel: tenant
- sourceLabels: [__meta_kubernetes_pod_label_bailey_dev_content_type]
  targetLabel: content_type
{{- end -}}
