package main

import (
	"context"
	"errors"
	"os"
	"time"
)

// controlPlane is one etcd with one API server in front of it, and perhaps the controllers.
type controlPlane struct {
	folder          string
	store           *store
	server          *server
	stopControllers func()
}

// startControlPlane starts an empty cluster and waits until it is quiet.
func startControlPlane(ctx context.Context, controllers bool) (*controlPlane, error) {
	folder, err := os.MkdirTemp("", "oracle-apiserver-")
	if err != nil {
		return nil, err
	}
	plane := &controlPlane{folder: folder}
	if plane.store, err = startStore(folder); err != nil {
		return nil, errors.Join(err, plane.stop())
	}
	if plane.server, err = startServer(ctx, folder, plane.store.url); err != nil {
		return nil, errors.Join(err, plane.stop())
	}
	if err := plane.store.waitUntilQuiet(ctx); err != nil {
		return nil, errors.Join(err, plane.stop())
	}
	if controllers {
		if plane.stopControllers, err = startControllers(ctx, plane.server); err != nil {
			return nil, errors.Join(err, plane.stop())
		}
	}
	return plane, nil
}

// compact forgets etcd's history up to its present revision, and tells the API server by the key that API servers tell each other by.
func (p *controlPlane) compact(ctx context.Context) (int64, error) {
	return p.store.compact(ctx)
}

// restart ends the API server as a crash would, and starts it again on the same etcd.
func (p *controlPlane) restart(ctx context.Context) error {
	p.server.kill()
	again, err := startServerAt(ctx, p.server.place)
	if err != nil {
		return err
	}
	p.server = again
	return p.store.waitUntilQuiet(ctx)
}

// stop ends everything and removes what it left. Stopping nothing is no error.
func (p *controlPlane) stop() error {
	if p == nil {
		return nil
	}
	if p.stopControllers != nil {
		p.stopControllers()
	}
	if p.server != nil {
		p.server.kill()
	}
	if p.store != nil {
		p.store.stop()
	}
	return os.RemoveAll(p.folder)
}

// settled is how long nothing may be written before a cluster that was just started counts as quiet.
const settled = 1500 * time.Millisecond
