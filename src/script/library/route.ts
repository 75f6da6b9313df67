/** A Route: how traffic from outside reaches a service, and where its encryption ends. */

export const routeDefinition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: routes.ingress.lab
spec:
  group: ingress.lab
  scope: Namespaced
  names:
    kind: Route
    plural: routes
    categories: [all]
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        required: [spec]
        properties:
          spec:
            type: object
            required: [to]
            properties:
              host:
                type: string
                maxLength: 253
                pattern: '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$'
              path:
                type: string
                pattern: '^/'
              to:
                type: object
                required: [name]
                properties:
                  name:
                    type: string
                    minLength: 1
                  weight:
                    type: integer
                    minimum: 0
                    maximum: 256
                    default: 100
              port:
                type: object
                required: [targetPort]
                properties:
                  targetPort:
                    x-kubernetes-int-or-string: true
              tls:
                type: object
                required: [termination]
                properties:
                  termination:
                    # edge: encryption ends at the router. passthrough: it ends in the pod.
                    # reencrypt: it ends at the router, which begins another to the pod.
                    type: string
                    enum: [edge, passthrough, reencrypt]
                  certificate:
                    type: string
                  destinationCACertificate:
                    type: string
                  insecureEdgeTerminationPolicy:
                    type: string
                    enum: [None, Allow, Redirect]
                    default: None
                # A router that does not decrypt has no use for a certificate, and only one
                # that encrypts anew asks the pod for one it can check.
                oneOf:
                - properties:
                    termination:
                      enum: [edge]
                  not:
                    required: [destinationCACertificate]
                - properties:
                    termination:
                      enum: [passthrough]
                  not:
                    anyOf:
                    - required: [certificate]
                    - required: [destinationCACertificate]
                - properties:
                    termination:
                      enum: [reencrypt]
          status:
            type: object
            properties:
              ingress:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [routerName]
                items:
                  type: object
                  required: [routerName]
                  properties:
                    routerName:
                      type: string
                    host:
                      type: string
                    admitted:
                      type: boolean
    subresources:
      status: {}
    selectableFields:
    - jsonPath: .spec.host
    additionalPrinterColumns:
    - name: Host
      type: string
      jsonPath: .spec.host
    - name: Path
      type: string
      jsonPath: .spec.path
    - name: Service
      type: string
      jsonPath: .spec.to.name
    - name: Port
      type: string
      jsonPath: .spec.port.targetPort
    - name: Termination
      type: string
      jsonPath: .spec.tls.termination
    - name: Admitted
      type: boolean
      priority: 1
      jsonPath: .status.ingress[0].admitted
`;

export const routeExample = `apiVersion: ingress.lab/v1
kind: Route
metadata:
  name: shop
spec:
  host: shop.example.com
  to:
    name: shop
  port:
    targetPort: https
  tls:
    termination: reencrypt
    insecureEdgeTerminationPolicy: Redirect
`;
