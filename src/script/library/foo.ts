/** The Foo of client-go's sample-controller: a Deployment's name and its number of replicas. */

export const fooDefinition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: foos.samplecontroller.k8s.io
  annotations:
    # Groups of Kubernetes itself need the project's approval, or this.
    api-approved.kubernetes.io: unapproved, for learning only
spec:
  group: samplecontroller.k8s.io
  scope: Namespaced
  names:
    kind: Foo
    plural: foos
  versions:
  - name: v1alpha1
    served: true
    storage: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [deploymentName]
            properties:
              deploymentName:
                type: string
                minLength: 1
                maxLength: 63
              replicas:
                type: integer
                format: int32
                minimum: 1
                maximum: 10
          status:
            type: object
            properties:
              availableReplicas:
                type: integer
                format: int32
    subresources:
      status: {}
    additionalPrinterColumns:
    - name: Deployment
      type: string
      jsonPath: .spec.deploymentName
    - name: Replicas
      type: integer
      jsonPath: .spec.replicas
    - name: Available
      type: integer
      jsonPath: .status.availableReplicas
    - name: Age
      type: date
      jsonPath: .metadata.creationTimestamp
`;

export const fooExample = `apiVersion: samplecontroller.k8s.io/v1alpha1
kind: Foo
metadata:
  name: example-foo
spec:
  deploymentName: example-foo
  replicas: 2
`;
