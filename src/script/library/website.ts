/** A Website: so many pods of one image. What the lab's own example of a controller works on. */

export const websiteDefinition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: websites.web.lab
spec:
  group: web.lab
  scope: Namespaced
  names:
    kind: Website
    plural: websites
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
            properties:
              replicas:
                type: integer
                format: int32
                minimum: 0
                maximum: 20
                default: 3
              image:
                type: string
                default: nginx
          status:
            type: object
            properties:
              readyReplicas:
                type: integer
                format: int32
              # When the controller last looked, if it says so.
              lastUpdated:
                type: string
    subresources:
      status: {}
    additionalPrinterColumns:
    - name: Desired
      type: integer
      jsonPath: .spec.replicas
    - name: Ready
      type: integer
      jsonPath: .status.readyReplicas
    - name: Age
      type: date
      jsonPath: .metadata.creationTimestamp
`;

export const websiteExample = `apiVersion: web.lab/v1
kind: Website
metadata:
  name: shop
spec:
  replicas: 3
  image: nginx
`;
