/**
 * Generated: do not edit. The Go types of the built-in kinds, one a line, as parse_table.ts reads them.
 * Written in test/oracle/type_table by: go run . > ../../../src/apiserver/types/built_in_table.ts
 */

export const builtInTable = `=string types.UID v1.AddressType v1.AppArmorProfileType v1.AzureDataDiskCachingMode v1.AzureDataDiskKind v1.Capability v1.ClaimResourceStatus v1.CompletionMode v1.ConditionStatus v1.ContainerRestartPolicy v1.ContainerRestartRuleAction v1.ContainerRestartRuleOnExitCodesOperator v1.ConversionStrategyType v1.CoordinatedLeaseStrategy v1.CustomResourceDefinitionConditionType v1.DNSPolicy v1.DeploymentConditionType v1.DeploymentStrategyType v1.FieldValueErrorReason v1.FinalizerName v1.GRPCProbeMode v1.HTTPProtocol v1.HostPathType v1.IPFamily v1.IPFamilyPolicy v1.JSONSchemaURL v1.JobConditionType v1.LabelSelectorOperator v1.LoadBalancerIPMode v1.ManagedFieldsOperationType v1.MountPropagationMode v1.NamespaceConditionType v1.NamespacePhase v1.NodeAddressType v1.NodeConditionType v1.NodeInclusionPolicy v1.NodePhase v1.NodeSelectorOperator v1.OSName v1.PersistentVolumeAccessMode v1.PersistentVolumeClaimConditionType v1.PersistentVolumeClaimModifyVolumeStatus v1.PersistentVolumeClaimPhase v1.PersistentVolumeMode v1.PodConditionType v1.PodFSGroupChangePolicy v1.PodFailurePolicyAction v1.PodFailurePolicyOnExitCodesOperator v1.PodPhase v1.PodQOSClass v1.PodReplacementPolicy v1.PodResizeStatus v1.PodSELinuxChangePolicy v1.PolicyType v1.PreemptionPolicy v1.ProcMountType v1.Protocol v1.PullPolicy v1.RecursiveReadOnlyMode v1.ReplicaSetConditionType v1.ResourceHealthStatus v1.ResourceID v1.ResourceName v1.ResourceResizeRestartPolicy v1.ResourceScope v1.RestartPolicy v1.SeccompProfileType v1.SecretType v1.ServiceAffinity v1.ServiceExternalTrafficPolicy v1.ServiceInternalTrafficPolicy v1.ServiceType v1.Signal v1.StorageMedium v1.SupplementalGroupsPolicy v1.TaintEffect v1.TerminationMessagePolicy v1.TolerationOperator v1.URIScheme v1.UniqueVolumeName v1.UnsatisfiableConstraintAction v1.VolumeHealthStatusType
v1.AWSElasticBlockStoreVolumeSource volumeID:string fsType?:string partition?:int32 readOnly?:bool
v1.Affinity nodeAffinity?:*v1.NodeAffinity podAffinity?:*v1.PodAffinity podAntiAffinity?:*v1.PodAntiAffinity
v1.AppArmorProfile type:v1.AppArmorProfileType localhostProfile?:*string
v1.AttachedVolume name:v1.UniqueVolumeName devicePath:string
v1.AzureDiskVolumeSource diskName:string diskURI:string cachingMode?:*v1.AzureDataDiskCachingMode=ReadWrite fsType?:*string=ext4 readOnly?:*bool kind?:*v1.AzureDataDiskKind=Shared
v1.AzureFileVolumeSource secretName:string shareName:string readOnly?:bool
v1.Binding TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta target:v1.ObjectReference
v1.CSIVolumeSource driver:string readOnly?:*bool fsType?:*string volumeAttributes?:map[string]string nodePublishSecretRef?:*v1.LocalObjectReference
v1.Capabilities add?:[]v1.Capability drop?:[]v1.Capability
v1.CephFSVolumeSource monitors:[]string path?:string user?:string secretFile?:string secretRef?:*v1.LocalObjectReference readOnly?:bool
v1.CinderVolumeSource volumeID:string fsType?:string readOnly?:bool secretRef?:*v1.LocalObjectReference
v1.ClientIPConfig timeoutSeconds?:*int32
v1.ClusterTrustBundleProjection name?:*string signerName?:*string labelSelector?:*v1.LabelSelector optional?:*bool path:string user?:*int64
v1.Condition type:string status:v1.ConditionStatus observedGeneration?:int64 lastTransitionTime:v1.Time reason:string message:string
v1.ConfigMap TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta immutable?:*bool data?:map[string]string binaryData?:map[string][]uint8
v1.ConfigMapEnvSource LocalObjectReference/name?:string optional?:*bool
v1.ConfigMapKeySelector @a LocalObjectReference/name?:string key:string optional?:*bool
v1.ConfigMapNodeConfigSource namespace:string name:string uid?:types.UID resourceVersion?:string kubeletConfigKey:string
v1.ConfigMapProjection LocalObjectReference/name?:string items?:[]v1.KeyToPath optional?:*bool
v1.ConfigMapVolumeSource LocalObjectReference/name?:string items?:[]v1.KeyToPath defaultMode?:*int32 optional?:*bool defaultUser?:*int64
v1.Container name:string image?:string command?:[]string args?:[]string workingDir?:string ports?:[]v1.ContainerPort~me(containerPort)@(containerPort,protocol) envFrom?:[]v1.EnvFromSource env?:[]v1.EnvVar~me(name)@(name) resources?:v1.ResourceRequirements resizePolicy?:[]v1.ContainerResizePolicy restartPolicy?:*v1.ContainerRestartPolicy restartPolicyRules?:[]v1.ContainerRestartRule volumeMounts?:[]v1.VolumeMount~me(mountPath)@(mountPath) volumeDevices?:[]v1.VolumeDevice~me(devicePath)@(devicePath) livenessProbe?:*v1.Probe readinessProbe?:*v1.Probe startupProbe?:*v1.Probe lifecycle?:*v1.Lifecycle terminationMessagePath?:string terminationMessagePolicy?:v1.TerminationMessagePolicy imagePullPolicy?:v1.PullPolicy securityContext?:*v1.SecurityContext stdin?:bool stdinOnce?:bool tty?:bool
v1.ContainerExtendedResourceRequest containerName:string resourceName:string requestName:string
v1.ContainerImage names:[]string sizeBytes?:int64
v1.ContainerPort name?:string hostPort?:int32 containerPort:int32 protocol?:v1.Protocol=TCP hostIP?:string
v1.ContainerResizePolicy resourceName:v1.ResourceName restartPolicy:v1.ResourceResizeRestartPolicy
v1.ContainerRestartRule action?:v1.ContainerRestartRuleAction exitCodes?:*v1.ContainerRestartRuleOnExitCodes
v1.ContainerRestartRuleOnExitCodes operator?:v1.ContainerRestartRuleOnExitCodesOperator values?:[]int32@()
v1.ContainerState waiting?:*v1.ContainerStateWaiting running?:*v1.ContainerStateRunning terminated?:*v1.ContainerStateTerminated
v1.ContainerStateRunning startedAt?:v1.Time
v1.ContainerStateTerminated exitCode:int32 signal?:int32 reason?:string message?:string startedAt?:v1.Time finishedAt?:v1.Time containerID?:string
v1.ContainerStateWaiting reason?:string message?:string
v1.ContainerStatus name:string state?:v1.ContainerState lastState?:v1.ContainerState ready:bool restartCount:int32 image:string imageID:string containerID?:string started?:*bool allocatedResources?:v1.ResourceList resources?:*v1.ResourceRequirements volumeMounts?:[]v1.VolumeMountStatus~me(mountPath)@(mountPath) user?:*v1.ContainerUser allocatedResourcesStatus?:[]v1.ResourceStatus~me(name)@(name) stopSignal?:*v1.Signal
v1.ContainerUser linux?:*v1.LinuxContainerUser
v1.CustomResourceColumnDefinition name:string type:string format?:string description?:string priority?:int32 jsonPath:string
v1.CustomResourceConversion strategy:v1.ConversionStrategyType webhook?:*v1.WebhookConversion
v1.CustomResourceDefinition TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec:v1.CustomResourceDefinitionSpec status?:v1.CustomResourceDefinitionStatus
v1.CustomResourceDefinitionCondition type:v1.CustomResourceDefinitionConditionType status:v1.ConditionStatus lastTransitionTime?:v1.Time reason?:string message?:string observedGeneration?:int64
v1.CustomResourceDefinitionNames plural:string singular?:string shortNames?:[]string kind:string listKind?:string categories?:[]string
v1.CustomResourceDefinitionSpec group:string names:v1.CustomResourceDefinitionNames scope:v1.ResourceScope versions:[]v1.CustomResourceDefinitionVersion conversion?:*v1.CustomResourceConversion preserveUnknownFields?:bool
v1.CustomResourceDefinitionStatus conditions:[]v1.CustomResourceDefinitionCondition@(type) acceptedNames:v1.CustomResourceDefinitionNames storedVersions:[]string observedGeneration?:int64
v1.CustomResourceDefinitionVersion name:string served:bool storage:bool deprecated?:bool deprecationWarning?:*string schema?:*v1.CustomResourceValidation subresources?:*v1.CustomResourceSubresources additionalPrinterColumns?:[]v1.CustomResourceColumnDefinition selectableFields?:[]v1.SelectableField
v1.CustomResourceSubresourceScale specReplicasPath:string statusReplicasPath:string labelSelectorPath?:*string
v1.CustomResourceSubresourceStatus 
v1.CustomResourceSubresources status?:*v1.CustomResourceSubresourceStatus scale?:*v1.CustomResourceSubresourceScale
v1.CustomResourceValidation openAPIV3Schema?:*v1.JSONSchemaProps
v1.DaemonEndpoint Port:int32
v1.Deployment TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.DeploymentSpec status?:v1.DeploymentStatus
v1.DeploymentCondition type:v1.DeploymentConditionType status:v1.ConditionStatus lastUpdateTime?:v1.Time lastTransitionTime?:v1.Time reason?:string message?:string
v1.DeploymentSpec replicas?:*int32 selector:*v1.LabelSelector template:v1.PodTemplateSpec strategy?:v1.DeploymentStrategy~re() minReadySeconds?:int32 revisionHistoryLimit?:*int32 paused?:bool progressDeadlineSeconds?:*int32
v1.DeploymentStatus observedGeneration?:int64 replicas?:int32 updatedReplicas?:int32 readyReplicas?:int32 availableReplicas?:int32 unavailableReplicas?:int32 terminatingReplicas?:*int32 conditions?:[]v1.DeploymentCondition~me(type)@(type) collisionCount?:*int32
v1.DeploymentStrategy type?:v1.DeploymentStrategyType rollingUpdate?:*v1.RollingUpdateDeployment
v1.DownwardAPIProjection items?:[]v1.DownwardAPIVolumeFile
v1.DownwardAPIVolumeFile path:string fieldRef?:*v1.ObjectFieldSelector resourceFieldRef?:*v1.ResourceFieldSelector mode?:*int32 user?:*int64
v1.DownwardAPIVolumeSource items?:[]v1.DownwardAPIVolumeFile defaultMode?:*int32 defaultUser?:*int64
v1.EmptyDirVolumeSource medium?:v1.StorageMedium sizeLimit?:*resource.Quantity mode?:*int32
v1.Endpoint addresses:[]string@() conditions?:v1.EndpointConditions hostname?:*string targetRef?:*v1.ObjectReference deprecatedTopology?:map[string]string nodeName?:*string zone?:*string hints?:*v1.EndpointHints
v1.EndpointConditions ready?:*bool serving?:*bool terminating?:*bool
v1.EndpointHints forZones?:[]v1.ForZone forNodes?:[]v1.ForNode
v1.EndpointPort @a name?:*string protocol?:*v1.Protocol port?:*int32 appProtocol?:*string
v1.EndpointSlice TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta addressType:v1.AddressType endpoints:[]v1.Endpoint ports:[]v1.EndpointPort
v1.EnvFromSource prefix?:string configMapRef?:*v1.ConfigMapEnvSource secretRef?:*v1.SecretEnvSource
v1.EnvVar name:string value?:string valueFrom?:*v1.EnvVarSource
v1.EnvVarSource fieldRef?:*v1.ObjectFieldSelector resourceFieldRef?:*v1.ResourceFieldSelector configMapKeyRef?:*v1.ConfigMapKeySelector secretKeyRef?:*v1.SecretKeySelector fileKeyRef?:*v1.FileKeySelector
v1.EphemeralContainer EphemeralContainerCommon/name:string EphemeralContainerCommon/image?:string EphemeralContainerCommon/command?:[]string EphemeralContainerCommon/args?:[]string EphemeralContainerCommon/workingDir?:string EphemeralContainerCommon/ports?:[]v1.ContainerPort~me(containerPort)@(containerPort,protocol) EphemeralContainerCommon/envFrom?:[]v1.EnvFromSource EphemeralContainerCommon/env?:[]v1.EnvVar~me(name)@(name) EphemeralContainerCommon/resources?:v1.ResourceRequirements EphemeralContainerCommon/resizePolicy?:[]v1.ContainerResizePolicy EphemeralContainerCommon/restartPolicy?:*v1.ContainerRestartPolicy EphemeralContainerCommon/restartPolicyRules?:[]v1.ContainerRestartRule EphemeralContainerCommon/volumeMounts?:[]v1.VolumeMount~me(mountPath)@(mountPath) EphemeralContainerCommon/volumeDevices?:[]v1.VolumeDevice~me(devicePath)@(devicePath) EphemeralContainerCommon/livenessProbe?:*v1.Probe EphemeralContainerCommon/readinessProbe?:*v1.Probe EphemeralContainerCommon/startupProbe?:*v1.Probe EphemeralContainerCommon/lifecycle?:*v1.Lifecycle EphemeralContainerCommon/terminationMessagePath?:string EphemeralContainerCommon/terminationMessagePolicy?:v1.TerminationMessagePolicy EphemeralContainerCommon/imagePullPolicy?:v1.PullPolicy EphemeralContainerCommon/securityContext?:*v1.SecurityContext EphemeralContainerCommon/stdin?:bool EphemeralContainerCommon/stdinOnce?:bool EphemeralContainerCommon/tty?:bool targetContainerName?:string
v1.EphemeralVolumeSource volumeClaimTemplate?:*v1.PersistentVolumeClaimTemplate
v1.Event TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata:v1.ObjectMeta involvedObject:v1.ObjectReference reason?:string message?:string source?:v1.EventSource firstTimestamp?:v1.Time lastTimestamp?:v1.Time count?:int32 type?:string eventTime?:v1.MicroTime series?:*v1.EventSeries action?:string related?:*v1.ObjectReference reportingComponent:string reportingInstance:string
v1.EventSeries count?:int32 lastObservedTime?:v1.MicroTime
v1.EventSource component?:string host?:string
v1.EvictionResponder @a name:string priority:*int32
v1.ExecAction command?:[]string
v1.ExternalDocumentation description?:string url?:string
v1.FCVolumeSource targetWWNs?:[]string lun?:*int32 fsType?:string readOnly?:bool wwids?:[]string
v1.FileKeySelector @a volumeName:string path:string key:string optional?:*bool
v1.FlexVolumeSource driver:string fsType?:string secretRef?:*v1.LocalObjectReference readOnly?:bool options?:map[string]string
v1.FlockerVolumeSource datasetName?:string datasetUUID?:string
v1.ForNode name:string
v1.ForZone name:string
v1.GCEPersistentDiskVolumeSource pdName:string fsType?:string partition?:int32 readOnly?:bool
v1.GRPCAction port:int32 service:*string mode?:*v1.GRPCProbeMode
v1.GitRepoVolumeSource repository:string revision?:string directory?:string
v1.GlusterfsVolumeSource endpoints:string path:string readOnly?:bool
v1.HTTPGetAction path?:string port:intstr.IntOrString host?:string scheme?:v1.URIScheme httpHeaders?:[]v1.HTTPHeader protocol?:*v1.HTTPProtocol
v1.HTTPHeader name:string value:string
v1.HostAlias ip:string hostnames?:[]string
v1.HostIP ip:string
v1.HostPathVolumeSource path:string type?:*v1.HostPathType
v1.IPBlock cidr:string except?:[]string
v1.ISCSIVolumeSource targetPortal:string iqn:string lun:int32 iscsiInterface?:string=default fsType?:string readOnly?:bool portals?:[]string chapAuthDiscovery?:bool chapAuthSession?:bool secretRef?:*v1.LocalObjectReference initiatorName?:*string
v1.ImageVolumeSource reference?:string pullPolicy?:v1.PullPolicy
v1.ImageVolumeStatus imageRef?:string
v1.JSONSchemaDefinitions = map[string]v1.JSONSchemaProps
v1.JSONSchemaDependencies = map[string]v1.JSONSchemaPropsOrStringArray
v1.JSONSchemaProps id?:string $schema?:v1.JSONSchemaURL $ref?:*string description?:string type?:string format?:string title?:string default?:*v1.JSON maximum?:*float64 exclusiveMaximum?:bool minimum?:*float64 exclusiveMinimum?:bool maxLength?:*int64 minLength?:*int64 pattern?:string maxItems?:*int64 minItems?:*int64 uniqueItems?:bool multipleOf?:*float64 enum?:[]v1.JSON maxProperties?:*int64 minProperties?:*int64 required?:[]string items?:*v1.JSONSchemaPropsOrArray allOf?:[]v1.JSONSchemaProps oneOf?:[]v1.JSONSchemaProps anyOf?:[]v1.JSONSchemaProps not?:*v1.JSONSchemaProps properties?:map[string]v1.JSONSchemaProps additionalProperties?:*v1.JSONSchemaPropsOrBool patternProperties?:map[string]v1.JSONSchemaProps dependencies?:v1.JSONSchemaDependencies additionalItems?:*v1.JSONSchemaPropsOrBool definitions?:v1.JSONSchemaDefinitions externalDocs?:*v1.ExternalDocumentation example?:*v1.JSON nullable?:bool x-kubernetes-preserve-unknown-fields?:*bool x-kubernetes-embedded-resource?:bool x-kubernetes-int-or-string?:bool x-kubernetes-list-map-keys?:[]string x-kubernetes-list-type?:*string x-kubernetes-map-type?:*string x-kubernetes-validations?:v1.ValidationRules~me(rule)@(rule)
v1.Job TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.JobSpec status?:v1.JobStatus
v1.JobCondition type:v1.JobConditionType status:v1.ConditionStatus lastProbeTime?:v1.Time lastTransitionTime?:v1.Time reason?:string message?:string
v1.JobSchedulingConfiguration schedulingPolicy?:*v1alpha3.WorkloadPodGroupSchedulingPolicy schedulingConstraints?:*v1alpha3.WorkloadPodGroupSchedulingConstraints disruptionMode?:*v1alpha3.WorkloadPodGroupDisruptionMode resourceClaims?:[]v1alpha3.WorkloadPodGroupResourceClaim~me(name)@(name)
v1.JobSpec parallelism?:*int32 completions?:*int32 activeDeadlineSeconds?:*int64 podFailurePolicy?:*v1.PodFailurePolicy successPolicy?:*v1.SuccessPolicy backoffLimit?:*int32 backoffLimitPerIndex?:*int32 maxFailedIndexes?:*int32 selector?:*v1.LabelSelector manualSelector?:*bool template:v1.PodTemplateSpec ttlSecondsAfterFinished?:*int32 completionMode?:*v1.CompletionMode suspend?:*bool podReplacementPolicy?:*v1.PodReplacementPolicy managedBy?:*string scheduling?:*v1.JobSchedulingConfiguration
v1.JobStatus conditions?:[]v1.JobCondition~me(type) startTime?:*v1.Time completionTime?:*v1.Time active?:int32 succeeded?:int32 failed?:int32 terminating?:*int32 completedIndexes?:string failedIndexes?:*string uncountedTerminatedPods?:*v1.UncountedTerminatedPods ready?:*int32
v1.KeyToPath key:string path:string mode?:*int32 user?:*int64
v1.LabelSelector @a matchLabels?:map[string]string matchExpressions?:[]v1.LabelSelectorRequirement
v1.LabelSelectorRequirement key:string operator:v1.LabelSelectorOperator values?:[]string
v1.Lease TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.LeaseSpec
v1.LeaseSpec holderIdentity?:*string leaseDurationSeconds?:*int32 acquireTime?:*v1.MicroTime renewTime?:*v1.MicroTime leaseTransitions?:*int32 strategy?:*v1.CoordinatedLeaseStrategy preferredHolder?:*string
v1.Lifecycle postStart?:*v1.LifecycleHandler preStop?:*v1.LifecycleHandler stopSignal?:*v1.Signal
v1.LifecycleHandler exec?:*v1.ExecAction httpGet?:*v1.HTTPGetAction tcpSocket?:*v1.TCPSocketAction sleep?:*v1.SleepAction
v1.LinuxContainerUser uid:int64 gid:int64 supplementalGroups?:[]int64
v1.LoadBalancerIngress ip?:string hostname?:string ipMode?:*v1.LoadBalancerIPMode ports?:[]v1.PortStatus
v1.LoadBalancerStatus ingress?:[]v1.LoadBalancerIngress
v1.LocalObjectReference @a name?:string
v1.ManagedFieldsEntry manager?:string operation?:v1.ManagedFieldsOperationType apiVersion?:string time?:*v1.Time fieldsType?:string fieldsV1?:*v1.FieldsV1 subresource?:string
v1.ModifyVolumeStatus targetVolumeAttributesClassName?:string status:v1.PersistentVolumeClaimModifyVolumeStatus
v1.NFSVolumeSource server:string path:string readOnly?:bool
v1.Namespace TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.NamespaceSpec status?:v1.NamespaceStatus
v1.NamespaceCondition type:v1.NamespaceConditionType status:v1.ConditionStatus lastTransitionTime?:v1.Time reason?:string message?:string
v1.NamespaceSpec finalizers?:[]v1.FinalizerName
v1.NamespaceStatus phase?:v1.NamespacePhase conditions?:[]v1.NamespaceCondition~me(type)@(type)
v1.NetworkPolicy TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.NetworkPolicySpec
v1.NetworkPolicyEgressRule ports?:[]v1.NetworkPolicyPort to?:[]v1.NetworkPolicyPeer
v1.NetworkPolicyIngressRule ports?:[]v1.NetworkPolicyPort from?:[]v1.NetworkPolicyPeer
v1.NetworkPolicyPeer podSelector?:*v1.LabelSelector namespaceSelector?:*v1.LabelSelector ipBlock?:*v1.IPBlock
v1.NetworkPolicyPort protocol?:*v1.Protocol port?:*intstr.IntOrString endPort?:*int32
v1.NetworkPolicySpec podSelector:v1.LabelSelector ingress?:[]v1.NetworkPolicyIngressRule egress?:[]v1.NetworkPolicyEgressRule policyTypes?:[]v1.PolicyType
v1.Node TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.NodeSpec status?:v1.NodeStatus
v1.NodeAddress type:v1.NodeAddressType address:string
v1.NodeAffinity requiredDuringSchedulingIgnoredDuringExecution?:*v1.NodeSelector preferredDuringSchedulingIgnoredDuringExecution?:[]v1.PreferredSchedulingTerm
v1.NodeAllocatableMappedResources name:v1.ResourceName quantity:*resource.Quantity
v1.NodeAllocatableOverheadResources name:v1.ResourceName perPod?:*resource.Quantity perContainer?:*resource.Quantity
v1.NodeAllocatableResourceClaimStatus resourceClaimName:string containers?:[]string@() mapping?:[]v1.NodeAllocatableMappedResources~me(name)@(name) overhead?:[]v1.NodeAllocatableOverheadResources~me(name)@(name)
v1.NodeCondition type:v1.NodeConditionType status:v1.ConditionStatus lastHeartbeatTime?:v1.Time lastTransitionTime?:v1.Time reason?:string message?:string
v1.NodeConfigSource configMap?:*v1.ConfigMapNodeConfigSource
v1.NodeConfigStatus assigned?:*v1.NodeConfigSource active?:*v1.NodeConfigSource lastKnownGood?:*v1.NodeConfigSource error?:string
v1.NodeDaemonEndpoints kubeletEndpoint?:v1.DaemonEndpoint
v1.NodeFeatures supplementalGroupsPolicy?:*bool
v1.NodePodPreemptionPolicy disableResizePreemption?:[]string@()
v1.NodeRuntimeHandler name:string features?:*v1.NodeRuntimeHandlerFeatures
v1.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts?:*bool userNamespaces?:*bool
v1.NodeSelector @a nodeSelectorTerms:[]v1.NodeSelectorTerm
v1.NodeSelectorRequirement key:string operator:v1.NodeSelectorOperator values?:[]string
v1.NodeSelectorTerm @a matchExpressions?:[]v1.NodeSelectorRequirement matchFields?:[]v1.NodeSelectorRequirement
v1.NodeSpec podCIDR?:string podCIDRs?:[]string~me()@() providerID?:string unschedulable?:bool taints?:[]v1.Taint configSource?:*v1.NodeConfigSource externalID?:string podPreemptionPolicy?:*v1.NodePodPreemptionPolicy
v1.NodeStatus capacity?:v1.ResourceList allocatable?:v1.ResourceList phase?:v1.NodePhase conditions?:[]v1.NodeCondition~me(type)@(type) addresses?:[]v1.NodeAddress~me(type)@(type) daemonEndpoints?:v1.NodeDaemonEndpoints nodeInfo?:v1.NodeSystemInfo images?:[]v1.ContainerImage volumesInUse?:[]v1.UniqueVolumeName volumesAttached?:[]v1.AttachedVolume config?:*v1.NodeConfigStatus runtimeHandlers?:[]v1.NodeRuntimeHandler features?:*v1.NodeFeatures declaredFeatures?:[]string
v1.NodeSwapStatus capacity?:*int64
v1.NodeSystemInfo machineID:string systemUUID:string bootID:string kernelVersion:string osImage:string containerRuntimeVersion:string kubeletVersion:string kubeProxyVersion:string operatingSystem:string architecture:string swap?:*v1.NodeSwapStatus runningInUserNamespace?:*bool
v1.ObjectFieldSelector @a apiVersion?:string fieldPath:string
v1.ObjectMeta name?:string generateName?:string namespace?:string selfLink?:string uid?:types.UID resourceVersion?:string generation?:int64 creationTimestamp?!:v1.Time deletionTimestamp?:*v1.Time deletionGracePeriodSeconds?:*int64 labels?:map[string]string annotations?:map[string]string ownerReferences?:[]v1.OwnerReference~me(uid)@(uid) finalizers?:[]string~me()@() managedFields?:[]v1.ManagedFieldsEntry
v1.ObjectReference @a kind?:string namespace?:string name?:string uid?:types.UID apiVersion?:string resourceVersion?:string fieldPath?:string
v1.OwnerReference @a apiVersion:string kind:string name:string uid:types.UID controller?:*bool blockOwnerDeletion?:*bool
v1.PersistentVolumeClaim TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.PersistentVolumeClaimSpec status?:v1.PersistentVolumeClaimStatus
v1.PersistentVolumeClaimCondition type:v1.PersistentVolumeClaimConditionType status:v1.ConditionStatus lastProbeTime?:v1.Time lastTransitionTime?:v1.Time reason?:string message?:string
v1.PersistentVolumeClaimSpec accessModes?:[]v1.PersistentVolumeAccessMode selector?:*v1.LabelSelector resources?:v1.VolumeResourceRequirements volumeName?:string storageClassName?:*string volumeMode?:*v1.PersistentVolumeMode dataSource?:*v1.TypedLocalObjectReference dataSourceRef?:*v1.TypedObjectReference volumeAttributesClassName?:*string
v1.PersistentVolumeClaimStatus phase?:v1.PersistentVolumeClaimPhase accessModes?:[]v1.PersistentVolumeAccessMode capacity?:v1.ResourceList conditions?:[]v1.PersistentVolumeClaimCondition~me(type)@(type) allocatedResources?:v1.ResourceList allocatedResourceStatuses?:map[v1.ResourceName]v1.ClaimResourceStatus currentVolumeAttributesClassName?:*string modifyVolumeStatus?:*v1.ModifyVolumeStatus healthStatus?:*v1.VolumeHealthStatus
v1.PersistentVolumeClaimTemplate metadata?:v1.ObjectMeta spec:v1.PersistentVolumeClaimSpec
v1.PersistentVolumeClaimVolumeSource claimName:string readOnly?:bool
v1.PhotonPersistentDiskVolumeSource pdID:string fsType?:string
v1.Pod TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.PodSpec status?:v1.PodStatus
v1.PodAffinity requiredDuringSchedulingIgnoredDuringExecution?:[]v1.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution?:[]v1.WeightedPodAffinityTerm
v1.PodAffinityTerm labelSelector?:*v1.LabelSelector namespaces?:[]string topologyKey:string namespaceSelector?:*v1.LabelSelector matchLabelKeys?:[]string mismatchLabelKeys?:[]string
v1.PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution?:[]v1.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution?:[]v1.WeightedPodAffinityTerm
v1.PodCertificateProjection signerName?:string keyType?:string maxExpirationSeconds?:*int32 credentialBundlePath?:string keyPath?:string certificateChainPath?:string userAnnotations?:map[string]string user?:*int64
v1.PodCondition type:v1.PodConditionType observedGeneration?:int64 status:v1.ConditionStatus lastProbeTime?:v1.Time lastTransitionTime?:v1.Time reason?:string message?:string
v1.PodDNSConfig nameservers?:[]string searches?:[]string options?:[]v1.PodDNSConfigOption
v1.PodDNSConfigOption name?:string value?:*string
v1.PodExtendedResourceClaimStatus requestMappings:[]v1.ContainerExtendedResourceRequest resourceClaimName:string
v1.PodFailurePolicy rules:[]v1.PodFailurePolicyRule
v1.PodFailurePolicyOnExitCodesRequirement containerName?:*string operator:v1.PodFailurePolicyOnExitCodesOperator values:[]int32@()
v1.PodFailurePolicyOnPodConditionsPattern type:v1.PodConditionType status:v1.ConditionStatus
v1.PodFailurePolicyRule action:v1.PodFailurePolicyAction onExitCodes?:*v1.PodFailurePolicyOnExitCodesRequirement onPodConditions?:[]v1.PodFailurePolicyOnPodConditionsPattern
v1.PodIP ip:string
v1.PodOS name:v1.OSName
v1.PodReadinessGate conditionType:v1.PodConditionType
v1.PodResourceClaim name:string resourceClaimName?:*string resourceClaimTemplateName?:*string
v1.PodResourceClaimStatus name:string resourceClaimName?:*string
v1.PodSchedulingGate name:string
v1.PodSchedulingGroup podGroupName?:*string
v1.PodSecurityContext seLinuxOptions?:*v1.SELinuxOptions windowsOptions?:*v1.WindowsSecurityContextOptions runAsUser?:*int64 runAsGroup?:*int64 runAsNonRoot?:*bool supplementalGroups?:[]int64 supplementalGroupsPolicy?:*v1.SupplementalGroupsPolicy fsGroup?:*int64 sysctls?:[]v1.Sysctl fsGroupChangePolicy?:*v1.PodFSGroupChangePolicy seccompProfile?:*v1.SeccompProfile appArmorProfile?:*v1.AppArmorProfile seLinuxChangePolicy?:*v1.PodSELinuxChangePolicy
v1.PodSpec volumes?:[]v1.Volume~mere(name)@(name) initContainers?:[]v1.Container~me(name)@(name) containers:[]v1.Container~me(name)@(name) ephemeralContainers?:[]v1.EphemeralContainer~me(name)@(name) restartPolicy?:v1.RestartPolicy terminationGracePeriodSeconds?:*int64 activeDeadlineSeconds?:*int64 dnsPolicy?:v1.DNSPolicy nodeSelector?:map[string]string@a serviceAccountName?:string serviceAccount?:string automountServiceAccountToken?:*bool nodeName?:string hostNetwork?:bool hostPID?:bool hostIPC?:bool shareProcessNamespace?:*bool securityContext?:*v1.PodSecurityContext imagePullSecrets?:[]v1.LocalObjectReference~me(name)@(name) hostname?:string subdomain?:string affinity?:*v1.Affinity schedulerName?:string tolerations?:[]v1.Toleration hostAliases?:[]v1.HostAlias~me(ip)@(ip) priorityClassName?:string priority?:*int32 dnsConfig?:*v1.PodDNSConfig readinessGates?:[]v1.PodReadinessGate runtimeClassName?:*string enableServiceLinks?:*bool preemptionPolicy?:*v1.PreemptionPolicy overhead?:v1.ResourceList topologySpreadConstraints?:[]v1.TopologySpreadConstraint~me(topologyKey)@(topologyKey,whenUnsatisfiable) setHostnameAsFQDN?:*bool os?:*v1.PodOS hostUsers?:*bool schedulingGates?:[]v1.PodSchedulingGate~me(name)@(name) resourceClaims?:[]v1.PodResourceClaim~mere(name)@(name) resources?:*v1.ResourceRequirements hostnameOverride?:*string schedulingGroup?:*v1.PodSchedulingGroup evictionResponders?:[]v1.EvictionResponder~me(name)@(name)
v1.PodStatus observedGeneration?:int64 phase?:v1.PodPhase conditions?:[]v1.PodCondition~me(type)@(type) message?:string reason?:string nominatedNodeName?:string hostIP?:string hostIPs?:[]v1.HostIP~me(ip) podIP?:string podIPs?:[]v1.PodIP~me(ip)@(ip) startTime?:*v1.Time initContainerStatuses?:[]v1.ContainerStatus containerStatuses?:[]v1.ContainerStatus qosClass?:v1.PodQOSClass ephemeralContainerStatuses?:[]v1.ContainerStatus resize?:v1.PodResizeStatus resourceClaimStatuses?:[]v1.PodResourceClaimStatus~mere(name)@(name) extendedResourceClaimStatus?:*v1.PodExtendedResourceClaimStatus allocatedResources?:v1.ResourceList resources?:*v1.ResourceRequirements nodeAllocatableResourceClaimStatuses?:[]v1.NodeAllocatableResourceClaimStatus~me(resourceClaimName)@(resourceClaimName) volumeHealth?:[]v1.PodVolumeHealth@(name)
v1.PodTemplateSpec metadata?:v1.ObjectMeta spec?:v1.PodSpec
v1.PodVolumeHealth name:string healthConditions?:[]v1.VolumeHealthCondition~me(status)@(status,reason) lastTransitionTime?:v1.Time
v1.PortStatus port:int32 protocol:v1.Protocol error?:*string
v1.PortworxVolumeSource volumeID:string fsType?:string readOnly?:bool
v1.PreferredSchedulingTerm weight:int32 preference:v1.NodeSelectorTerm
v1.Probe ProbeHandler/exec?:*v1.ExecAction ProbeHandler/httpGet?:*v1.HTTPGetAction ProbeHandler/tcpSocket?:*v1.TCPSocketAction ProbeHandler/grpc?:*v1.GRPCAction initialDelaySeconds?:int32 timeoutSeconds?:int32 periodSeconds?:int32 successThreshold?:int32 failureThreshold?:int32 terminationGracePeriodSeconds?:*int64
v1.ProjectedVolumeSource sources:[]v1.VolumeProjection defaultMode?:*int32 defaultUser?:*int64
v1.QuobyteVolumeSource registry:string volume:string readOnly?:bool user?:string group?:string tenant?:string
v1.RBDVolumeSource monitors:[]string image:string fsType?:string pool?:string=rbd user?:string=admin keyring?:string=/etc/ceph/keyring secretRef?:*v1.LocalObjectReference readOnly?:bool
v1.ReplicaSet TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.ReplicaSetSpec status?:v1.ReplicaSetStatus
v1.ReplicaSetCondition type:v1.ReplicaSetConditionType status:v1.ConditionStatus lastTransitionTime?:v1.Time reason?:string message?:string
v1.ReplicaSetSpec replicas?:*int32 minReadySeconds?:int32 selector:*v1.LabelSelector template?:v1.PodTemplateSpec
v1.ReplicaSetStatus replicas:int32 fullyLabeledReplicas?:int32 readyReplicas?:int32 availableReplicas?:int32 terminatingReplicas?:*int32 observedGeneration?:int64 conditions?:[]v1.ReplicaSetCondition~me(type)@(type)
v1.ResourceClaim name:string request?:string
v1.ResourceFieldSelector @a containerName?:string resource:string divisor?:resource.Quantity
v1.ResourceHealth resourceID:v1.ResourceID health?:v1.ResourceHealthStatus message?:*string
v1.ResourceList = map[string]resource.Quantity
v1.ResourceRequirements limits?:v1.ResourceList requests?:v1.ResourceList claims?:[]v1.ResourceClaim@(name)
v1.ResourceStatus name:v1.ResourceName resources?:[]v1.ResourceHealth@(resourceID)
v1.RollingUpdateDeployment maxUnavailable?:*intstr.IntOrString maxSurge?:*intstr.IntOrString
v1.SELinuxOptions user?:string role?:string type?:string level?:string
v1.Scale TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.ScaleSpec status?:v1.ScaleStatus
v1.ScaleIOVolumeSource gateway:string system:string secretRef:*v1.LocalObjectReference sslEnabled?:bool protectionDomain?:string storagePool?:string storageMode?:string=ThinProvisioned volumeName?:string fsType?:string=xfs readOnly?:bool
v1.ScaleSpec replicas?:int32
v1.ScaleStatus replicas:int32 selector?:string
v1.SeccompProfile type:v1.SeccompProfileType localhostProfile?:*string
v1.Secret TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta immutable?:*bool data?:map[string][]uint8 stringData?:map[string]string type?:v1.SecretType
v1.SecretEnvSource LocalObjectReference/name?:string optional?:*bool
v1.SecretKeySelector @a LocalObjectReference/name?:string key:string optional?:*bool
v1.SecretProjection LocalObjectReference/name?:string items?:[]v1.KeyToPath optional?:*bool
v1.SecretVolumeSource secretName?:string items?:[]v1.KeyToPath defaultMode?:*int32 optional?:*bool defaultUser?:*int64
v1.SecurityContext capabilities?:*v1.Capabilities privileged?:*bool seLinuxOptions?:*v1.SELinuxOptions windowsOptions?:*v1.WindowsSecurityContextOptions runAsUser?:*int64 runAsGroup?:*int64 runAsNonRoot?:*bool readOnlyRootFilesystem?:*bool allowPrivilegeEscalation?:*bool procMount?:*v1.ProcMountType seccompProfile?:*v1.SeccompProfile appArmorProfile?:*v1.AppArmorProfile
v1.SelectableField jsonPath:string
v1.Service TypeMeta/kind?:string TypeMeta/apiVersion?:string metadata?:v1.ObjectMeta spec?:v1.ServiceSpec status?:v1.ServiceStatus
v1.ServiceAccountTokenProjection audience?:string expirationSeconds?:*int64 path:string user?:*int64
v1.ServicePort name?:string protocol?:v1.Protocol=TCP appProtocol?:*string port:int32 targetPort?:intstr.IntOrString nodePort?:int32
v1.ServiceReference namespace:string name:string path?:*string port?:*int32
v1.ServiceSpec ports?:[]v1.ServicePort~me(port)@(port,protocol) selector?:map[string]string@a clusterIP?:string clusterIPs?:[]string type?:v1.ServiceType externalIPs?:[]string sessionAffinity?:v1.ServiceAffinity loadBalancerIP?:string loadBalancerSourceRanges?:[]string externalName?:string externalTrafficPolicy?:v1.ServiceExternalTrafficPolicy healthCheckNodePort?:int32 publishNotReadyAddresses?:bool sessionAffinityConfig?:*v1.SessionAffinityConfig ipFamilies?:[]v1.IPFamily ipFamilyPolicy?:*v1.IPFamilyPolicy allocateLoadBalancerNodePorts?:*bool loadBalancerClass?:*string internalTrafficPolicy?:*v1.ServiceInternalTrafficPolicy trafficDistribution?:*string
v1.ServiceStatus loadBalancer?:v1.LoadBalancerStatus conditions?:[]v1.Condition~me(type)@(type)
v1.SessionAffinityConfig clientIP?:*v1.ClientIPConfig
v1.SleepAction seconds:int64
v1.StorageOSVolumeSource volumeName?:string volumeNamespace?:string fsType?:string readOnly?:bool secretRef?:*v1.LocalObjectReference
v1.SuccessPolicy rules:[]v1.SuccessPolicyRule
v1.SuccessPolicyRule succeededIndexes?:*string succeededCount?:*int32
v1.Sysctl name:string value:string
v1.TCPSocketAction port:intstr.IntOrString host?:string
v1.Taint key:string value?:string effect:v1.TaintEffect timeAdded?:*v1.Time
v1.Toleration key?:string operator?:v1.TolerationOperator value?:string effect?:v1.TaintEffect tolerationSeconds?:*int64
v1.TopologySpreadConstraint maxSkew:int32 topologyKey:string whenUnsatisfiable:v1.UnsatisfiableConstraintAction labelSelector?:*v1.LabelSelector minDomains?:*int32 nodeAffinityPolicy?:*v1.NodeInclusionPolicy nodeTaintsPolicy?:*v1.NodeInclusionPolicy matchLabelKeys?:[]string
v1.TypedLocalObjectReference @a apiGroup:*string kind:string name:string
v1.TypedObjectReference apiGroup:*string kind:string name:string namespace?:*string
v1.UncountedTerminatedPods succeeded?:[]types.UID@() failed?:[]types.UID@()
v1.ValidationRule rule:string message?:string messageExpression?:string reason?:*v1.FieldValueErrorReason fieldPath?:string optionalOldSelf?:*bool
v1.ValidationRules = []v1.ValidationRule
v1.Volume name:string VolumeSource/hostPath?:*v1.HostPathVolumeSource VolumeSource/emptyDir?:*v1.EmptyDirVolumeSource VolumeSource/gcePersistentDisk?:*v1.GCEPersistentDiskVolumeSource VolumeSource/awsElasticBlockStore?:*v1.AWSElasticBlockStoreVolumeSource VolumeSource/gitRepo?:*v1.GitRepoVolumeSource VolumeSource/secret?:*v1.SecretVolumeSource VolumeSource/nfs?:*v1.NFSVolumeSource VolumeSource/iscsi?:*v1.ISCSIVolumeSource VolumeSource/glusterfs?:*v1.GlusterfsVolumeSource VolumeSource/persistentVolumeClaim?:*v1.PersistentVolumeClaimVolumeSource VolumeSource/rbd?:*v1.RBDVolumeSource VolumeSource/flexVolume?:*v1.FlexVolumeSource VolumeSource/cinder?:*v1.CinderVolumeSource VolumeSource/cephfs?:*v1.CephFSVolumeSource VolumeSource/flocker?:*v1.FlockerVolumeSource VolumeSource/downwardAPI?:*v1.DownwardAPIVolumeSource VolumeSource/fc?:*v1.FCVolumeSource VolumeSource/azureFile?:*v1.AzureFileVolumeSource VolumeSource/configMap?:*v1.ConfigMapVolumeSource VolumeSource/vsphereVolume?:*v1.VsphereVirtualDiskVolumeSource VolumeSource/quobyte?:*v1.QuobyteVolumeSource VolumeSource/azureDisk?:*v1.AzureDiskVolumeSource VolumeSource/photonPersistentDisk?:*v1.PhotonPersistentDiskVolumeSource VolumeSource/projected?:*v1.ProjectedVolumeSource VolumeSource/portworxVolume?:*v1.PortworxVolumeSource VolumeSource/scaleIO?:*v1.ScaleIOVolumeSource VolumeSource/storageos?:*v1.StorageOSVolumeSource VolumeSource/csi?:*v1.CSIVolumeSource VolumeSource/ephemeral?:*v1.EphemeralVolumeSource VolumeSource/image?:*v1.ImageVolumeSource
v1.VolumeDevice name:string devicePath:string
v1.VolumeHealthCondition status:v1.VolumeHealthStatusType reason:string message?:string
v1.VolumeHealthStatus healthConditions?:[]v1.VolumeHealthCondition~me(status)@(status,reason) lastTransitionTime?:v1.Time
v1.VolumeMount name:string readOnly?:bool recursiveReadOnly?:*v1.RecursiveReadOnlyMode mountPath:string subPath?:string mountPropagation?:*v1.MountPropagationMode subPathExpr?:string bindMountOptions?:[]string@()
v1.VolumeMountStatus name:string mountPath:string readOnly?:bool recursiveReadOnly?:*v1.RecursiveReadOnlyMode volumeStatus?:*v1.VolumeStatus
v1.VolumeProjection secret?:*v1.SecretProjection downwardAPI?:*v1.DownwardAPIProjection configMap?:*v1.ConfigMapProjection serviceAccountToken?:*v1.ServiceAccountTokenProjection clusterTrustBundle?:*v1.ClusterTrustBundleProjection podCertificate?:*v1.PodCertificateProjection
v1.VolumeResourceRequirements limits?:v1.ResourceList requests?:v1.ResourceList
v1.VolumeStatus image?:*v1.ImageVolumeStatus
v1.VsphereVirtualDiskVolumeSource volumePath:string fsType?:string storagePolicyName?:string storagePolicyID?:string
v1.WebhookClientConfig url?:*string service?:*v1.ServiceReference caBundle?:[]uint8
v1.WebhookConversion clientConfig?:*v1.WebhookClientConfig conversionReviewVersions:[]string
v1.WeightedPodAffinityTerm weight:int32 podAffinityTerm:v1.PodAffinityTerm
v1.WindowsSecurityContextOptions gmsaCredentialSpecName?:*string gmsaCredentialSpec?:*string runAsUserName?:*string hostProcess?:*bool
v1alpha3.TopologyConstraint key:string
v1alpha3.WorkloadPodGroupAllDisruptionMode 
v1alpha3.WorkloadPodGroupBasicSchedulingPolicy 
v1alpha3.WorkloadPodGroupDisruptionMode single?:*v1alpha3.WorkloadPodGroupSingleDisruptionMode all?:*v1alpha3.WorkloadPodGroupAllDisruptionMode
v1alpha3.WorkloadPodGroupGangSchedulingPolicy minCount?:*int32
v1alpha3.WorkloadPodGroupResourceClaim name:string resourceClaimName?:*string resourceClaimTemplateName?:*string
v1alpha3.WorkloadPodGroupSchedulingConstraints topology?:[]v1alpha3.TopologyConstraint
v1alpha3.WorkloadPodGroupSchedulingPolicy basic?:*v1alpha3.WorkloadPodGroupBasicSchedulingPolicy gang?:*v1alpha3.WorkloadPodGroupGangSchedulingPolicy
v1alpha3.WorkloadPodGroupSingleDisruptionMode 
`;
