package main

import (
	"context"
	"time"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/client-go/discovery/cached/memory"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/metadata"
	"k8s.io/client-go/metadata/metadatainformer"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/restmapper"
	"k8s.io/controller-manager/pkg/informerfactory"
	"k8s.io/kubernetes/pkg/controller/deployment"
	"k8s.io/kubernetes/pkg/controller/garbagecollector"
	"k8s.io/kubernetes/pkg/controller/job"
	"k8s.io/kubernetes/pkg/controller/namespace"
	"k8s.io/kubernetes/pkg/controller/replicaset"
)

// workers is how many workers each controller has.
const workers = 5

// discoveryPeriod is how soon the garbage collector learns of new kinds; kube-controller-manager takes half a minute.
const discoveryPeriod = time.Second

// startControllers runs the garbage collector and the controllers of namespaces, Deployments, ReplicaSets and Jobs as
// kube-controller-manager does, and returns how to stop them.
func startControllers(parent context.Context, server *server) (func(), error) {
	ctx, cancel := context.WithCancel(parent)
	config := &rest.Config{Host: server.url, BearerToken: token, QPS: -1, TLSClientConfig: rest.TLSClientConfig{Insecure: true}}
	client, err := kubernetes.NewForConfig(rest.AddUserAgent(config, "kube-controller-manager"))
	if err != nil {
		cancel()
		return nil, err
	}
	objects, err := metadata.NewForConfig(config)
	if err != nil {
		cancel()
		return nil, err
	}
	factory := informers.NewSharedInformerFactory(client, 12*time.Hour)
	if err := startWorkloadControllers(ctx, client, factory); err != nil {
		cancel()
		return nil, err
	}
	names := namespace.NewNamespaceController(ctx, client, objects, client.Discovery().ServerPreferredNamespacedResources,
		factory.Core().V1().Namespaces(), 5*time.Minute, corev1.FinalizerKubernetes)
	go names.Run(ctx, workers)
	if err := startGarbageCollector(ctx, client, objects, factory); err != nil {
		cancel()
		return nil, err
	}
	factory.WaitForCacheSync(ctx.Done())
	return cancel, nil
}

func startWorkloadControllers(ctx context.Context, client kubernetes.Interface, factory informers.SharedInformerFactory) error {
	pods, replicaSets := factory.Core().V1().Pods(), factory.Apps().V1().ReplicaSets()
	deployments, err := deployment.NewDeploymentController(ctx, factory.Apps().V1().Deployments(), replicaSets, pods, client)
	if err != nil {
		return err
	}
	jobs, err := job.NewController(ctx, client, pods, factory.Batch().V1().Jobs(), nil, nil)
	if err != nil {
		return err
	}
	go deployments.Run(ctx, workers)
	go jobs.Run(ctx, workers)
	go replicaset.NewReplicaSetController(ctx, replicaSets, pods, client, replicaset.BurstReplicas).Run(ctx, workers)
	return nil
}

func startGarbageCollector(ctx context.Context, client kubernetes.Interface, objects metadata.Interface, factory informers.SharedInformerFactory) error {
	mapper := restmapper.NewDeferredDiscoveryRESTMapper(memory.NewMemCacheClient(client.Discovery()))
	started := make(chan struct{})
	both := informerfactory.NewInformerFactory(factory, metadatainformer.NewSharedInformerFactory(objects, 12*time.Hour))
	collector, err := garbagecollector.NewGarbageCollector(ctx, client, objects, mapper, garbagecollector.DefaultIgnoredResources(), both, started)
	if err != nil {
		return err
	}
	factory.Start(ctx.Done())
	both.Start(ctx.Done())
	close(started)
	go collector.Run(ctx, workers, 30*time.Second)
	go collector.Sync(ctx, client.Discovery(), discoveryPeriod)
	return nil
}
