/** What the server makes of new objects of its own kinds, and what it refuses. */

import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#base/json.ts';
import { cluster, objectOf, statusOf } from './cluster.ts';

const inDefault = (path: string) => path.replace('$ns', 'default');
const url = {
  pods: inDefault('/api/v1/namespaces/$ns/pods'),
  services: inDefault('/api/v1/namespaces/$ns/services'),
  configmaps: inDefault('/api/v1/namespaces/$ns/configmaps'),
  secrets: inDefault('/api/v1/namespaces/$ns/secrets'),
  claims: inDefault('/api/v1/namespaces/$ns/persistentvolumeclaims'),
  deployments: inDefault('/apis/apps/v1/namespaces/$ns/deployments'),
  jobs: inDefault('/apis/batch/v1/namespaces/$ns/jobs'),
  slices: inDefault('/apis/discovery.k8s.io/v1/namespaces/$ns/endpointslices'),
  policies: inDefault('/apis/networking.k8s.io/v1/namespaces/$ns/networkpolicies'),
  leases: inDefault('/apis/coordination.k8s.io/v1/namespaces/$ns/leases'),
};

const container = { name: 'main', image: 'web:1' };
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [container] } };
const deployment = { selector: { matchLabels: { app: 'web' } }, template };
const jobTemplate = { spec: { restartPolicy: 'Never', containers: [container] } };
const service = { selector: { app: 'web' }, ports: [{ port: 80 }] };

function created(path: string, body: JsonObject) {
  const { ask } = cluster();
  const answer = ask('POST', path, { metadata: { name: 'x' }, ...body });
  expect(answer).toMatchObject({ status: 201 });
  return objectOf(answer);
}

describe('fills in', () => {
  test.each([
    {
      name: 'a pod',
      path: url.pods,
      body: {
        spec: { containers: [{ name: 'main', image: 'web', ports: [{ containerPort: 80 }] }] },
      },
      filled: {
        spec: {
          restartPolicy: 'Always',
          enableServiceLinks: true,
          priority: 0,
          containers: [
            {
              imagePullPolicy: 'Always',
              terminationMessagePolicy: 'File',
              ports: [{ containerPort: 80, protocol: 'TCP' }],
            },
          ],
          tolerations: [
            { key: 'node.kubernetes.io/not-ready', tolerationSeconds: 300 },
            { key: 'node.kubernetes.io/unreachable', tolerationSeconds: 300 },
          ],
        },
        status: { phase: 'Pending', qosClass: 'BestEffort' },
      },
    },
    {
      name: 'a deployment',
      path: url.deployments,
      body: { spec: deployment },
      filled: {
        metadata: { generation: 1 },
        spec: {
          replicas: 1,
          strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
          template: { spec: { containers: [{ imagePullPolicy: 'IfNotPresent' }] } },
        },
        status: {},
      },
    },
    {
      name: 'a service',
      path: url.services,
      body: { spec: service },
      filled: {
        spec: {
          type: 'ClusterIP',
          clusterIP: expect.stringMatching(/^10\.96\./),
          ipFamilies: ['IPv4'],
          sessionAffinity: 'None',
          ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
        },
        status: { loadBalancer: {} },
      },
    },
    {
      name: 'a service without an address',
      path: url.services,
      body: { spec: { ...service, clusterIP: 'None' } },
      filled: { spec: { clusterIP: 'None', clusterIPs: ['None'] } },
    },
    {
      name: 'a service on the nodes',
      path: url.services,
      body: { spec: { ...service, type: 'NodePort' } },
      filled: { spec: { ports: [{ nodePort: expect.any(Number) }] } },
    },
    {
      name: 'a secret',
      path: url.secrets,
      body: { stringData: { key: 'ä' } },
      filled: { type: 'Opaque', data: { key: 'w6Q=' } },
    },
    {
      name: 'a claim',
      path: url.claims,
      body: {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
      filled: {
        metadata: { finalizers: ['kubernetes.io/pvc-protection'] },
        spec: { volumeMode: 'Filesystem' },
        status: { phase: 'Pending' },
      },
    },
    {
      name: 'a slice',
      path: url.slices,
      body: { addressType: 'IPv4', ports: [{ port: 80 }] },
      filled: { metadata: { generation: 1 }, ports: [{ name: '', protocol: 'TCP' }] },
    },
    {
      name: 'a policy',
      path: url.policies,
      body: { spec: { egress: [{ ports: [{ port: 53 }] }] } },
      filled: {
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          egress: [{ ports: [{ protocol: 'TCP' }] }],
        },
      },
    },
  ])('$name', ({ path, body, filled }) => {
    expect(created(path, body as JsonObject)).toMatchObject(filled);
  });

  test("a job with a selector of its own, and its pods' labels", () => {
    const job = created(url.jobs, { spec: { template: jobTemplate } });
    const { uid } = job.metadata;
    expect(job).toMatchObject({
      spec: {
        completions: 1,
        parallelism: 1,
        backoffLimit: 6,
        selector: { matchLabels: { 'batch.kubernetes.io/controller-uid': uid } },
        template: { metadata: { labels: { 'job-name': 'x', 'controller-uid': uid } } },
      },
    });
  });
});

describe('refuses', () => {
  test.each([
    [
      'a pod without containers',
      url.pods,
      {},
      'Pod "x" is invalid: spec.containers: Required value',
    ],
    [
      'a deployment that does not select its own pods',
      url.deployments,
      { spec: { ...deployment, selector: { matchLabels: { app: 'db' } } } },
      'Deployment.apps "x" is invalid: spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
    ],
    [
      'a deployment that can neither add nor remove a pod',
      url.deployments,
      {
        spec: { ...deployment, strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } } },
      },
      'Deployment.apps "x" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
    ],
    [
      'a job whose pods never end',
      url.jobs,
      { spec: { template } },
      'Job.batch "x" is invalid: spec.template.spec.restartPolicy: Required value: valid values: "OnFailure", "Never"',
    ],
    [
      'a service without ports',
      url.services,
      { spec: {} },
      'Service "x" is invalid: spec.ports: Required value',
    ],
    [
      'a key that is no file name',
      url.configmaps,
      { data: { 'a b': '' } },
      "ConfigMap \"x\" is invalid: data[a b]: Invalid value: \"a b\": a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or 'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')",
    ],
    [
      'a lease for no time',
      url.leases,
      { spec: { leaseDurationSeconds: 0 } },
      'Lease.coordination.k8s.io "x" is invalid: spec.leaseDurationSeconds: Invalid value: 0: must be greater than 0',
    ],
  ] as const)('%s', (_name, path, body, message) => {
    const { ask } = cluster();
    const answer = ask('POST', path, { metadata: { name: 'x' }, ...(body as JsonObject) });
    expect(statusOf(answer)).toMatchObject({ code: 422, message });
  });

  test.each([
    ['another address of a service', url.services, { spec: service }, { clusterIP: '10.96.1.1' }],
    [
      'another template of a job',
      url.jobs,
      { spec: { template: jobTemplate } },
      { template: { spec: { activeDeadlineSeconds: 5 } } },
    ],
    [
      'another mode of a claim',
      url.claims,
      { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
      { accessModes: ['ReadWriteMany'] },
    ],
    [
      'another node of a pod',
      url.pods,
      { spec: { containers: [container] } },
      { nodeName: 'node-a' },
    ],
  ] as const)('%s', (_name, path, body, spec) => {
    const { ask } = cluster();
    ask('POST', path, { metadata: { name: 'x' }, ...(body as JsonObject) });
    expect(ask('PATCH', `${path}/x`, { spec }).status).toBe(422);
  });

  test('a change of what was sealed', () => {
    const { ask } = cluster();
    const sealed = { metadata: { name: 'x' }, data: { a: '1' }, immutable: true };
    ask('POST', url.configmaps, sealed);
    expect(statusOf(ask('PATCH', `${url.configmaps}/x`, { data: { a: '2' } })).message).toBe(
      'ConfigMap "x" is invalid: data: Forbidden: field is immutable when `immutable` is set',
    );
    expect(ask('PATCH', `${url.configmaps}/x`, { metadata: { labels: { a: 'b' } } }).status).toBe(
      200,
    );
  });
});

describe('a Scale', () => {
  test('shows and sets the replicas of what it belongs to', () => {
    const { ask } = cluster();
    ask('POST', url.deployments, { metadata: { name: 'x' }, spec: deployment });
    const scale = objectOf(ask('GET', `${url.deployments}/x/scale`));
    expect(scale).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 1 },
      status: { replicas: 0, selector: 'app=web' },
    });
    const put = ask('PUT', `${url.deployments}/x/scale`, { ...scale, spec: { replicas: 3 } });
    expect(put).toMatchObject({ status: 200, body: { spec: { replicas: 3 } } });
    expect(objectOf(ask('GET', `${url.deployments}/x`))).toMatchObject({
      metadata: { generation: 2 },
      spec: { replicas: 3, selector: deployment.selector },
    });
    expect(ask('PUT', `${url.deployments}/x/scale`, scale).status).toBe(409);
    const patched = ask('PATCH', `${url.deployments}/x/scale`, { spec: { replicas: -1 } });
    expect(statusOf(patched).message).toBe(
      'Scale.autoscaling "x" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
    );
    expect(ask('GET', `${url.configmaps}/x/scale`).status).toBe(404);
  });
});

describe('a dry run', () => {
  test('answers as if, and stores nothing', () => {
    const { ask, etcd } = cluster();
    const before = etcd.revision;
    const body = { metadata: { name: 'x' } };
    const made = ask('POST', `${url.configmaps}?dryRun=All`, body);
    expect(made.status).toBe(201);
    expect(objectOf(made).metadata.resourceVersion).toBeUndefined();
    expect(ask('GET', `${url.configmaps}/x`).status).toBe(404);
    expect(etcd.revision).toBe(before);
    ask('POST', url.configmaps, body);
    expect(ask('POST', `${url.configmaps}?dryRun=All`, body).status).toBe(409);
    const patch = { data: { a: 'b' } };
    expect(objectOf(ask('PATCH', `${url.configmaps}/x?dryRun=All`, patch))['data']).toEqual({
      a: 'b',
    });
    expect(ask('DELETE', `${url.configmaps}/x?dryRun=All`).status).toBe(200);
    expect(objectOf(ask('GET', `${url.configmaps}/x`))['data']).toBeUndefined();
    expect(etcd.revision).toBe(before + 1);
    expect(statusOf(ask('POST', `${url.configmaps}?dryRun=x`, body)).message).toBe(
      'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["x"]: supported values: "All"',
    );
  });
});

describe('warns', () => {
  test('of an owner that is named twice, and counts it once', () => {
    const { ask } = cluster();
    const owner = { apiVersion: 'v1', kind: 'ConfigMap', name: 'o', uid: 'u' };
    const metadata = { name: 'x', ownerReferences: [owner, { ...owner }] };
    const answer = ask('POST', url.configmaps, { metadata });
    expect(answer.headers['warning']).toContain('duplicate UID(s) observed: u"');
    expect(objectOf(answer).metadata.ownerReferences).toEqual([owner]);
  });

  test('of pods that outlive their job', () => {
    const { ask } = cluster();
    ask('POST', url.jobs, { metadata: { name: 'x' }, spec: { template: jobTemplate } });
    const answer = ask('DELETE', `${url.jobs}/x`);
    expect(answer.headers['warning']).toContain('child pods are preserved by default');
    expect(objectOf(answer).metadata.finalizers).toEqual(['orphan']);
  });
});
