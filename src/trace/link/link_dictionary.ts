/**
 * What most links have in them, for the packer to refer back to: words of scripts and manifests, and the
 * frame of the JSON. It belongs to version 2 of links: a single character changed breaks every one of them.
 */

export const linkDictionary = [
  'server.replicas server.window listpagesize watch.timeout compact clock skew interrupt handler panic ',
  'slow stall resume pause restart crash program rs-controller/replicasets endpointslice-controller/',
  'services statefulsets daemonsets configmaps namespaces leases nodes events jobs ',
  'watch rs-controller/pods hold\nwatch rs-controller/pods release\nwatch rs-controller/pods drop next\n',
  'watch rs-controller/pods cut reset\nwatch rs-controller/pods cut eof\nwatch rs-controller/pods cut\n',
  'kubectl annotate pod/web-1 kubectl label pod/web-1 app= --overwrite\nkubectl get pods -w\n',
  'kubectl rollout kubectl create kubectl patch kubectl delete pod/web-*\nkubectl delete deployment/web\n',
  'kubectl scale deployment/web --replicas=5\nkubectl apply -f web.yaml\n',
  'expect cache rs-controller/pods queue workqueue settled --force --dry-run=server -n default\n',
  'start rs-controller\nstart deployment-controller\nstart controller lab/\nset resync 30s\nset workers 2\n',
  'policy shuffle\nprofile modern\nprofile inOrder\nprofile watchList\nprofile classic\nallow ',
  'latency watch 120ms\nlatency 30ms\nfile web.yaml <<EOF\napiVersion: v1\nkind: ConfigMap\nkind: Pod\n',
  'kind: Service\nkind: Node\nmetadata:\n  name: web\n  namespace: default\n  labels:\n    app: web\n',
  'data:\n  key: value\nspec:\n  nodeName: node-1\n  containers:\n  - name: web\n    image: nginx:1.14.2\n',
  'EOF\napiVersion: apps/v1\nkind: ReplicaSet\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n',
  '  name: web\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: web\n  template:\n',
  '    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n      - name: web\n',
  '        image: nginx:1.14.2\nEOF\nrun 2s\nrun 8s\nrun 10s\nrun 500ms\nrun 100ms\nrun 1s\nrun 5s\nrun 30s\n',
  'until pods running == 3 within 30s\nuntil time >= 1m0s within 1m0s\nuntil settled within 30s\n',
  '"policy":"shuffle","profile":"modern","script":"seed web-7\\n# ',
  '"loosely":true,"name":"kubectl ","policy":"arrival","profile":"classic",',
  '"seed":"web-7"}],"end":[60000000000,"from":0,"hash":"},{"acts":[[',
  '{"current":1,"engine":"0.1.0","format":1,"place":[10000000000,100,1],"runs":[{"acts":[[30000000000,',
  '{"engine":"0.1.0","format":1,"place":[0,0,0],"runs":[{"end":[0,0,0],"hash":"","script":"',
]
  .join('')
  // Line breaks of scripts are escaped in JSON.
  .replaceAll('\n', '\\n');
