/** A minute of an ordinary cluster: a Deployment appears, grows, and loses a pod. */

export const openingScene = `# A cluster that is already running gets a Deployment of three replicas.
seed web-7
latency 30ms
latency watch 120ms
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.14.2
EOF
run 2s
kubectl apply -f web.yaml
until pods running == 3 within 30s
run 8s
kubectl scale deployment/web --replicas=5
until pods running == 5 within 30s
run 10s
kubectl delete pod/web-*
until pods running == 5 within 30s
until time >= 1m0s within 1m0s
`;
