package main

import (
	"context"
	"fmt"
	"net"
	"net/url"
	"path/filepath"
	"strconv"
	"time"

	clientv3 "go.etcd.io/etcd/client/v3"
	"go.etcd.io/etcd/server/v3/embed"
)

// store is an etcd of one member, within this process.
type store struct {
	url    string
	etcd   *embed.Etcd
	client *clientv3.Client
}

// startStore starts an empty etcd that keeps its files in folder.
func startStore(folder string) (*store, error) {
	config := embed.NewConfig()
	config.Dir = filepath.Join(folder, "etcd")
	config.UnsafeNoFsync = true
	config.LogLevel = "fatal"
	clients, err := freeURL()
	if err != nil {
		return nil, err
	}
	peers, err := freeURL()
	if err != nil {
		return nil, err
	}
	config.ListenClientUrls, config.AdvertiseClientUrls = []url.URL{clients}, []url.URL{clients}
	config.ListenPeerUrls, config.AdvertisePeerUrls = []url.URL{peers}, []url.URL{peers}
	config.InitialCluster = config.InitialClusterFromName(config.Name)
	etcd, err := embed.StartEtcd(config)
	if err != nil {
		return nil, err
	}
	select {
	case <-etcd.Server.ReadyNotify():
	case <-time.After(time.Minute):
		etcd.Close()
		return nil, fmt.Errorf("etcd was not ready within a minute")
	}
	client, err := clientv3.New(clientv3.Config{Endpoints: []string{clients.String()}, DialTimeout: 10 * time.Second})
	if err != nil {
		etcd.Close()
		return nil, err
	}
	return &store{url: clients.String(), etcd: etcd, client: client}, nil
}

func (s *store) stop() {
	_ = s.client.Close()
	s.etcd.Close()
}

// revision is the number of the last write.
func (s *store) revision() int64 {
	return s.etcd.Server.KV().Rev()
}

// waitUntilQuiet returns when nothing was written for a while.
func (s *store) waitUntilQuiet(ctx context.Context) error {
	last, since := s.revision(), time.Now()
	for begun := time.Now(); time.Since(since) < settled; time.Sleep(50 * time.Millisecond) {
		if time.Since(begun) > 2*time.Minute {
			return fmt.Errorf("the cluster never became quiet, at revision %d", last)
		}
		if now := s.revision(); now != last {
			last, since = now, time.Now()
		}
	}
	return ctx.Err()
}

// compactedKey holds up to where API servers have compacted. They watch it.
const compactedKey = "compact_rev_key"

// untilCachesCompact is how long it takes until every watch cache of an API server has dropped its snapshots of what is compacted: it looks every
// fifteen seconds.
const untilCachesCompact = 16 * time.Second

// compact does what an API server does when it compacts, but up to the present revision, which it returns.
func (s *store) compact(ctx context.Context) (int64, error) {
	revision := s.revision()
	if _, err := s.client.Put(ctx, compactedKey, strconv.FormatInt(revision, 10)); err != nil {
		return 0, err
	}
	if _, err := s.client.Compact(ctx, revision, clientv3.WithCompactPhysical()); err != nil {
		return 0, err
	}
	time.Sleep(untilCachesCompact)
	return revision, nil
}

// freeURL is an address of this machine at which nobody listens yet.
func freeURL() (url.URL, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return url.URL{}, err
	}
	defer listener.Close()
	return url.URL{Scheme: "http", Host: listener.Addr().String()}, nil
}
