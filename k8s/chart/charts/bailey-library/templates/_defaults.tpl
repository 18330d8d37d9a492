{{/*
What Bailey's container has unless a chart says otherwise. The chart `bailey` lists the same in its values.yaml; a test
holds the two together.
*/}}
{{- define "bailey.defaults" -}}
profile: sidecar
image:
  repository: bailey
  tag: 0.1.0-SNAPSHOT
  digest: ""
  pullPolicy: IfNotPresent
config: |
  rpc:
    - path: /rpc
  services:
    legacy:
      url: ${SERVICE_URL}
      timeout: 2s
  routes:
    - rpc: ads.get
      http: GET /ads/{id}
      types: {id: integer}
  defaults: {service: legacy}
secretName: ""
env: []
ports:
  http: 8080
  admin: 9090
extraPorts: []
listenHost: 0.0.0.0
serverTiming: false
drain:
  delaySeconds: 5
  timeoutSeconds: 25
resources:
  requests:
    cpu: 100m
    memory: 64Mi
  limits:
    memory: 64Mi
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  runAsNonRoot: true
  capabilities:
    drop: [ALL]
  seccompProfile:
    type: RuntimeDefault
sidecar:
  native: true
{{- end -}}
