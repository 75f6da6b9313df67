/** Runs for tests: scripts with the nginx Deployment at hand, played to their end. */

import { createSession, recordOf, type Session, type SessionOptions } from '#session/session.ts';
import type { Overrides } from '#session/settings.ts';
import type { RunRecord } from '#trace/engine_port.ts';

/** The Deployment of the Kubernetes documentation, as a file block. */
export const nginxFile = `file nginx.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nginx
  labels: {app: nginx}
spec:
  replicas: 3
  selector: {matchLabels: {app: nginx}}
  template:
    metadata: {labels: {app: nginx}}
    spec:
      containers:
      - {name: nginx, image: 'nginx:1.14.2', ports: [{containerPort: 80}]}
EOF
`;

/** A cluster in which the Deployment's three pods run. */
export const rolledOut = `${nginxFile}run 1s
kubectl apply -f nginx.yaml
until pods running == 3 within 30s
until quiet
`;

export function recordFor(script: string, overrides: Overrides = {}): RunRecord {
  const record = recordOf(script, overrides, 'test.lab');
  if (!record.ok) throw new Error(record.error.map((each) => each.message).join('; '));
  return record.value;
}

export function opened(record: RunRecord, options: SessionOptions = {}): Session {
  const session = createSession(record, { file: 'test.lab', ...options });
  if (!session.ok) throw new Error(session.error.map((each) => each.message).join('; '));
  return session.value;
}

export function played(script: string, overrides: Overrides = {}): Session {
  const session = opened(recordFor(script, overrides));
  session.play();
  return session;
}

/** The whole trace as text. */
export function traceOf(session: Session): string {
  return [...session.store.lines()].join('\n');
}
