/** The scene that is running when the page opens: a Deployment being rolled out, before anybody acts. */

export const openingScript = `# A Deployment of three replicas appears in a cluster that is already running.
run 2s
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
kubectl apply -f web.yaml
run 10s
`;
