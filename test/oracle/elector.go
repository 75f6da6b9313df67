package oracle

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	coordinationv1 "k8s.io/api/coordination/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	coordinationclient "k8s.io/client-go/kubernetes/typed/coordination/v1"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

type candidateOption struct {
	Name            string   `json:"name"`
	LeaseDuration   Duration `json:"leaseDuration"`
	RenewDeadline   Duration `json:"renewDeadline"`
	RetryPeriod     Duration `json:"retryPeriod"`
	ReleaseOnCancel bool     `json:"releaseOnCancel"`
	Coordinated     bool     `json:"coordinated"`
	// Identity is the name unless it is given.
	Identity *string `json:"identity"`
}

type electorOptions struct {
	Candidates []candidateOption `json:"candidates"`
}

var leases = schema.GroupResource{Group: "coordination.k8s.io", Resource: "leases"}

// leaseServer holds the one lease that candidates compete for.
type leaseServer struct {
	mutex   sync.Mutex
	lease   *coordinationv1.Lease
	version int
}

func (s *leaseServer) get() (*coordinationv1.Lease, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.lease == nil {
		return nil, apierrors.NewNotFound(leases, "lock")
	}
	return s.lease.DeepCopy(), nil
}

func (s *leaseServer) create(lease *coordinationv1.Lease) (*coordinationv1.Lease, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.lease != nil {
		return nil, apierrors.NewAlreadyExists(leases, "lock")
	}
	return s.store(lease), nil
}

func (s *leaseServer) update(lease *coordinationv1.Lease) (*coordinationv1.Lease, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if lease.Name == "" {
		return nil, errors.New("resource name may not be empty")
	}
	if s.lease == nil {
		return nil, apierrors.NewNotFound(leases, "lock")
	}
	if lease.ResourceVersion != s.lease.ResourceVersion {
		return nil, apierrors.NewConflict(leases, "lock", errors.New("changed"))
	}
	return s.store(lease), nil
}

func (s *leaseServer) store(lease *coordinationv1.Lease) *coordinationv1.Lease {
	s.version++
	s.lease = lease.DeepCopy()
	s.lease.ResourceVersion = strconv.Itoa(s.version)
	return s.lease.DeepCopy()
}

// write is what anybody else does to the lease: without a holder it is nobody's.
func (s *leaseServer) write(step Step) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	lease := s.lease
	if lease == nil {
		lease = &coordinationv1.Lease{ObjectMeta: metav1.ObjectMeta{Namespace: "ns", Name: "lock"}}
	}
	seconds, transitions := int32(time.Duration(step.For)/time.Second), int32(step.Times)
	now := metav1.NowMicro()
	lease.Spec = coordinationv1.LeaseSpec{
		HolderIdentity: &step.Holder, LeaseDurationSeconds: &seconds, LeaseTransitions: &transitions,
		AcquireTime: &now, RenewTime: &now,
	}
	if step.PreferredHolder != "" {
		lease.Spec.PreferredHolder = &step.PreferredHolder
	}
	s.store(lease)
}

func (s *leaseServer) remove() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.lease = nil
}

// refusal is an answer that some coming requests get instead of their own.
type refusal struct {
	call  string
	error string
	times int
}

// candidate is one elector and its way to the server.
type candidate struct {
	coordinationclient.LeaseInterface
	option   candidateOption
	record   *recorder
	server   *leaseServer
	elector  *leaderelection.LeaderElector
	cancel   context.CancelFunc
	refusals []refusal
	// Before and after the server has done it.
	slowRequest, slowAnswer time.Duration
	// Nothing gets through; the client waits for its context.
	cutOff bool
}

func (c *candidate) Leases(string) coordinationclient.LeaseInterface { return c }

func (c *candidate) refused(call string) error {
	for index := range c.refusals {
		refusal := &c.refusals[index]
		if refusal.times > 0 && (refusal.call == "" || refusal.call == call) {
			refusal.times--
			switch refusal.error {
			case "conflict":
				return apierrors.NewConflict(leases, "lock", errors.New("changed"))
			case "notFound":
				return apierrors.NewNotFound(leases, "lock")
			case "alreadyExists":
				return apierrors.NewAlreadyExists(leases, "lock")
			}
			return scriptedError(refusal.error)
		}
	}
	return nil
}

// onTheWire is the time on the wire, which a context may cut short.
func onTheWire(ctx context.Context, duration time.Duration) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if duration == 0 {
		return nil
	}
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// request does one request; an error comes with an empty object, as the generated clients have it.
func (c *candidate) request(ctx context.Context, call string, do func() (*coordinationv1.Lease, error)) (*coordinationv1.Lease, error) {
	began := time.Now()
	lease, err := c.roundTrip(ctx, call, do)
	pairs := []any{"call", call}
	if took := time.Since(began); took > 0 {
		pairs = append(pairs, "took", showDuration(took))
	}
	if err != nil {
		c.record.add(c.lane(), append(pairs, "error", err.Error())...)
		return &coordinationv1.Lease{}, err
	}
	c.record.add(c.lane(), append(pairs, "lease", c.showLease(lease))...)
	return lease, nil
}

func (c *candidate) roundTrip(ctx context.Context, call string, do func() (*coordinationv1.Lease, error)) (*coordinationv1.Lease, error) {
	if c.cutOff {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	if err := onTheWire(ctx, c.slowRequest); err != nil {
		return nil, err
	}
	if err := c.refused(call); err != nil {
		return nil, err
	}
	lease, err := do()
	if lost := onTheWire(ctx, c.slowAnswer); lost != nil {
		return nil, lost
	}
	return lease, err
}

func (c *candidate) lane() string { return "candidate " + c.option.Name }

// showLease writes `holder 15s transitions 0 acquired 0s renewed 2s`.
func (c *candidate) showLease(lease *coordinationv1.Lease) string {
	spec := lease.Spec
	text := fmt.Sprintf("@%s %q %ds transitions %d acquired %s renewed %s", lease.ResourceVersion,
		*spec.HolderIdentity, *spec.LeaseDurationSeconds, *spec.LeaseTransitions,
		c.showTime(spec.AcquireTime), c.showTime(spec.RenewTime))
	if spec.PreferredHolder != nil {
		text += " prefers " + *spec.PreferredHolder
	}
	return text
}

func (c *candidate) Get(ctx context.Context, _ string, _ metav1.GetOptions) (*coordinationv1.Lease, error) {
	return c.request(ctx, "get", c.server.get)
}

func (c *candidate) Create(ctx context.Context, lease *coordinationv1.Lease, _ metav1.CreateOptions) (*coordinationv1.Lease, error) {
	return c.request(ctx, "create", func() (*coordinationv1.Lease, error) { return c.server.create(lease) })
}

func (c *candidate) Update(ctx context.Context, lease *coordinationv1.Lease, _ metav1.UpdateOptions) (*coordinationv1.Lease, error) {
	return c.request(ctx, "update", func() (*coordinationv1.Lease, error) { return c.server.update(lease) })
}

// Eventf records what the elector says about the lock.
func (c *candidate) Eventf(_ runtime.Object, _, _, message string, args ...any) {
	if len(args) > 0 {
		message = fmt.Sprintf(message, args...)
	}
	c.record.add(c.lane(), "event", message)
}

// leaderMetrics is given to the process once; a metric belongs to the candidate of its name.
type leaderMetrics struct{ candidates map[string]*candidate }

var currentLeaderMetrics leaderMetrics

func (leaderMetrics) NewLeaderMetric() leaderelection.LeaderMetric { return leaderMetrics{} }

func (leaderMetrics) tell(name, metric string) {
	c := currentLeaderMetrics.candidates[name]
	c.record.add(c.lane(), "metric", metric)
}

func (m leaderMetrics) On(name string)                { m.tell(name, "on") }
func (m leaderMetrics) Off(name string)               { m.tell(name, "off") }
func (m leaderMetrics) SlowpathExercised(name string) { m.tell(name, "slowPath") }

type electorRun struct {
	record     *recorder
	server     *leaseServer
	names      []string
	candidates map[string]*candidate
}

// runElector covers tools/leaderelection with a LeaseLock on a scripted server.
func runElector(script *Script, record *recorder) {
	options := &electorOptions{}
	script.readOptions(options)
	run := &electorRun{record: record, server: &leaseServer{}, candidates: map[string]*candidate{}}
	for _, option := range options.Candidates {
		run.names = append(run.names, option.Name)
		run.candidates[option.Name] = &candidate{option: option, record: record, server: run.server}
	}
	leaderelection.SetProvider(leaderMetrics{})
	currentLeaderMetrics.candidates = run.candidates
	for _, step := range script.Steps {
		run.step(step)
		settle()
	}
	record.freeze()
	for _, candidate := range run.candidates {
		candidate.cutOff, candidate.slowRequest, candidate.slowAnswer = false, 0, 0
		if candidate.cancel != nil {
			candidate.cancel()
		}
	}
	time.Sleep(time.Hour)
}

func (e *electorRun) step(step Step) {
	chosen := e.candidates[step.Candidate]
	switch step.Do {
	case "start":
		chosen.start()
	case "cancel":
		chosen.cancel()
	case "refuse":
		chosen.refusals = append(chosen.refusals, refusal{call: step.Call, error: step.Fail, times: max(1, step.Times)})
	case "slowRequests":
		chosen.slowRequest = time.Duration(step.For)
	case "slowAnswers":
		chosen.slowAnswer = time.Duration(step.For)
	case "cutOff":
		chosen.cutOff = true
	case "connect":
		chosen.cutOff = false
	case "write":
		e.server.write(step)
	case "remove":
		e.server.remove()
	case "look":
		e.look()
	case "check":
		err := chosen.elector.Check(time.Duration(step.For))
		e.record.add("looks", "check", step.Candidate, "error", showError(err))
	case "advance":
		advance(step.By)
	default:
		unknownVerb(step)
	}
}

func (e *electorRun) look() {
	for _, name := range e.names {
		elector := e.candidates[name].elector
		if elector != nil {
			e.record.add("looks", "candidate", name, "leader", elector.GetLeader(), "isLeader", orOmit(elector.IsLeader()))
		}
	}
}

func (c *candidate) start() {
	identity := c.option.Name
	if c.option.Identity != nil {
		identity = *c.option.Identity
	}
	lock := &resourcelock.LeaseLock{
		LeaseMeta:  metav1.ObjectMeta{Namespace: "ns", Name: "lock"},
		Client:     c,
		LockConfig: resourcelock.ResourceLockConfig{Identity: identity, EventRecorder: c},
	}
	elector, err := leaderelection.NewLeaderElector(leaderelection.LeaderElectionConfig{
		Lock:            lock,
		LeaseDuration:   time.Duration(c.option.LeaseDuration),
		RenewDeadline:   time.Duration(c.option.RenewDeadline),
		RetryPeriod:     time.Duration(c.option.RetryPeriod),
		ReleaseOnCancel: c.option.ReleaseOnCancel,
		Coordinated:     c.option.Coordinated,
		Name:            c.option.Name,
		Callbacks:       c.callbacks(),
	})
	if err != nil {
		c.record.add(c.lane(), "error", err.Error())
		return
	}
	c.elector = elector
	ctx, cancel := context.WithCancel(context.Background())
	c.cancel = cancel
	go func() {
		elector.Run(ctx)
		c.record.add(c.lane(), "returned", true)
	}()
}

func (c *candidate) callbacks() leaderelection.LeaderCallbacks {
	name := c.option.Name
	return leaderelection.LeaderCallbacks{
		OnStartedLeading: func(ctx context.Context) {
			c.record.add("leading "+name, "started", true)
			<-ctx.Done()
			c.record.add("leading "+name, "ended", true)
		},
		OnStoppedLeading: func() { c.record.add(c.lane(), "stoppedLeading", true) },
		OnNewLeader:      func(leader string) { c.record.add("new leaders "+name, "leader", leader) },
	}
}

// showTime gives microseconds, as much as a server keeps.
func (c *candidate) showTime(at *metav1.MicroTime) string {
	return showDuration(at.Sub(c.record.began).Truncate(time.Microsecond))
}
