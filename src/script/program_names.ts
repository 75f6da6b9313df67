/** The programs that a script can start, in the order in which a cluster starts them. */

export interface ProgramName {
  readonly name: string;
  /** True if a cluster runs it without being asked to. */
  readonly usual: boolean;
}

export const programNames: readonly ProgramName[] = [
  { name: 'kubelet', usual: true },
  { name: 'scheduler', usual: true },
  { name: 'deployment-controller', usual: true },
  { name: 'rs-controller', usual: true },
  { name: 'gc', usual: true },
  { name: 'namespace-controller', usual: false },
  { name: 'job-controller', usual: false },
  { name: 'endpointslice-controller', usual: false },
  { name: 'elected-a', usual: false },
  { name: 'elected-b', usual: false },
  { name: 'pod-keeper', usual: false },
  { name: 'pod-heartbeat', usual: false },
  { name: 'pod-finder', usual: false },
  { name: 'pod-relabeler', usual: false },
  { name: 'pod-roster', usual: false },
  { name: 'announcer', usual: false },
  { name: 'config-agent', usual: false },
  { name: 'website', usual: false },
  { name: 'bellerophon', usual: false },
  { name: 'chimera', usual: false },
  { name: 'config-reader', usual: false },
  { name: 'delta-reader', usual: false },
  { name: 'real-reader', usual: false },
  { name: 'pod-shipper', usual: false },
  { name: 'pod-reader', usual: false },
  { name: 'claim-meter', usual: false },
  { name: 'generation-noter', usual: false },
];
