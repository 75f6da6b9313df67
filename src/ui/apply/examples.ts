/** Manifests to start from. The first is the Deployment that everybody has seen. */

export interface Example {
  readonly name: string;
  readonly text: string;
}

export const examples: readonly Example[] = [
  {
    name: 'nginx Deployment',
    text: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx-deployment
  labels:
    app: nginx
spec:
  replicas: 3
  selector:
    matchLabels:
      app: nginx
  template:
    metadata:
      labels:
        app: nginx
    spec:
      containers:
      - name: nginx
        image: nginx:1.14.2
        ports:
        - containerPort: 80
`,
  },
  {
    name: 'ConfigMap',
    text: `apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  color: teal
`,
  },
  {
    name: 'Pod',
    text: `apiVersion: v1
kind: Pod
metadata:
  name: lonely
  labels:
    app: lonely
spec:
  containers:
  - name: main
    image: nginx:1.14.2
`,
  },
];
