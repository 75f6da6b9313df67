/** The runs that the gallery takes its pictures from: small scripts, each for a few moods of the boxes. */

import type { RunRecord } from '#trace/engine_port.ts';
import { formatVersion } from '#trace/event.ts';
import type { ProfileName } from '#trace/profile.ts';

/** The name of a run. */
export type GalleryRun =
  | 'everyday'
  | 'everyday, modern'
  | 'crowd'
  | 'crowd, modern'
  | 'faults'
  | 'replicas'
  | 'election';

/** The record of each run. */
export const galleryRuns: Readonly<Record<GalleryRun, RunRecord>> = {
  everyday: record('classic', everyday()),
  'everyday, modern': record('modern', everyday()),
  crowd: record('classic', crowd()),
  'crowd, modern': record('modern', crowd()),
  faults: record('classic', faults()),
  replicas: record('classic', replicas()),
  election: record('modern', election()),
};

function record(profile: ProfileName, script: string): RunRecord {
  return { version: formatVersion, profile, seed: 'gallery', policy: 'arrival', script, acts: [] };
}

function webDeployment(replicas: number): string {
  return `latency 30ms
latency watch 120ms
file web.yaml <<EOF
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: web, image: 'nginx:1.14.2'}
EOF
run 2s
kubectl apply -f web.yaml
until pods running == ${replicas} within 60s
run 5s
`;
}

/** Three pods appear, one of them is deleted, and all is well again. */
function everyday(): string {
  return `${webDeployment(3)}kubectl delete pod/web-*
until pods running == 3 within 30s
run 20s
`;
}

/** More pods than any box has room for, listed anew by a program that starts again. */
function crowd(): string {
  return `${webDeployment(60)}handler rs-controller/pods slow 100ms
program rs-controller restart
run 20s
`;
}

/** One thing after another goes wrong in the ReplicaSet controller. */
function faults(): string {
  return `${webDeployment(3)}watch rs-controller/pods hold
kubectl delete pod/web-*
run 3s
watch rs-controller/pods release
run 5s
handler rs-controller/pods slow 2s
kubectl scale deployment/web --replicas=9
run 12s
handler rs-controller/pods slow 0s
run 20s
client rs-controller fail 500 verb=create resource=pods
kubectl delete pod/web-*
run 10s
worker rs-controller/worker-1 stall 10s
kubectl label pod/web-* seen=yes
run 15s
client rs-controller starve
kubectl scale deployment/web --replicas=12
run 6s
client rs-controller refuse
client rs-controller deny list pods
program rs-controller clock ahead 30s
watch rs-controller/pods cut reset
run 10s
client rs-controller accept
client rs-controller permit
watch rs-controller/pods hold
kubectl delete pod/web-*
run 2s
etcd compact
apiserver a restart
run 2s
watch rs-controller/pods release
run 30s
program rs-controller crash
run 5s
`;
}

/** Two API servers, one of which falls behind and stops. */
function replicas(): string {
  return `set replicas 2
${webDeployment(2)}apiserver b hold
kubectl delete pod/web-*
run 5s
client rs-controller switch b
program rs-controller restart
run 5s
apiserver b stop
run 5s
`;
}

/** A paused leader goes on, and does not know that it has lost its lease. */
function election(): string {
  return `start elected-a
start elected-b
run 3s
program elected-a pause
run 25s
program elected-a resume
run 2s
`;
}
