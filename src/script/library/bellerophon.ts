/** Bellerophon: an application with a state. Its members have an order, storage of their own, and a leader. */

export const bellerophonDefinition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: bellerophons.myth.lab
spec:
  group: myth.lab
  scope: Namespaced
  names:
    kind: Bellerophon
    plural: bellerophons
    shortNames: [bell]
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
            required: [version, storage]
            properties:
              replicas:
                type: integer
                format: int32
                minimum: 0
                maximum: 9
                default: 3
              version:
                type: string
                pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$'
              storage:
                type: object
                required: [size]
                properties:
                  size:
                    x-kubernetes-int-or-string: true
                  storageClassName:
                    type: string
                    nullable: true
                  whenDeleted:
                    type: string
                    enum: [Retain, Delete]
                    default: Retain
              update:
                type: object
                default: {}
                properties:
                  strategy:
                    type: string
                    enum: [OneByOne, OnDelete]
                    default: OneByOne
                  # Members with a smaller number keep the old version.
                  partition:
                    type: integer
                    minimum: 0
                    default: 0
          status:
            type: object
            properties:
              observedGeneration:
                type: integer
              replicas:
                type: integer
              readyReplicas:
                type: integer
              selector:
                type: string
              phase:
                type: string
                enum: [Pending, Forming, Ready, Updating, Degraded]
              leader:
                type: string
              version:
                type: string
              conditions:
                type: array
                x-kubernetes-list-type: map
                x-kubernetes-list-map-keys: [type]
                items:
                  type: object
                  required: [type, status]
                  properties:
                    type:
                      type: string
                    status:
                      type: string
                      enum: ['True', 'False', Unknown]
                    reason:
                      type: string
                    message:
                      type: string
                    lastTransitionTime:
                      type: string
                      format: date-time
    subresources:
      status: {}
      scale:
        specReplicasPath: .spec.replicas
        statusReplicasPath: .status.replicas
        labelSelectorPath: .status.selector
    additionalPrinterColumns:
    - name: Phase
      type: string
      jsonPath: .status.phase
    - name: Desired
      type: integer
      jsonPath: .spec.replicas
    - name: Ready
      type: integer
      jsonPath: .status.readyReplicas
    - name: Leader
      type: string
      jsonPath: .status.leader
    - name: Version
      type: string
      priority: 1
      jsonPath: .status.version
    - name: Healthy
      type: string
      priority: 1
      jsonPath: .status.conditions[?(@.type=="Healthy")].status
    - name: Age
      type: date
      jsonPath: .metadata.creationTimestamp
`;

export const bellerophonExample = `apiVersion: myth.lab/v1
kind: Bellerophon
metadata:
  name: pegasus
spec:
  replicas: 3
  version: 1.4.0
  storage:
    size: 10Gi
`;
