package oracle

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"

	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
)

// serverOptions are the scripted answers of the API server, in the order of the requests.
type serverOptions struct {
	// Lists answer LIST requests; when they are used up, a LIST hangs.
	Lists []listAnswer `json:"lists"`
	// WatchLists answer WATCH requests with sendInitialEvents; absent means that Lists do.
	WatchLists *[]listAnswer `json:"watchLists"`
	// Watches answer the other WATCH requests; when they are used up, a stream opens and stays silent.
	Watches []watchAnswer `json:"watches"`
	// WatchListUnsupported is what the client says of itself.
	WatchListUnsupported bool `json:"watchListUnsupported"`
}

type listAnswer struct {
	Error           string   `json:"error"`
	ResourceVersion string   `json:"resourceVersion"`
	Items           []string `json:"items"`
	Continue        string   `json:"continue"`
	// After is how long the answer takes.
	After Duration `json:"after"`
	// Events replace the ADDED events and the closing bookmark of a streamed list.
	Events []string `json:"events"`
	Close  bool     `json:"close"`
}

type watchAnswer struct {
	Error  string   `json:"error"`
	Events []string `json:"events"`
	// Close ends the stream after the events, CloseAfter some time later.
	Close      bool     `json:"close"`
	CloseAfter Duration `json:"closeAfter"`
}

// server is a scripted ListerWatcher.
type server struct {
	mutex   sync.Mutex
	record  *recorder
	options serverOptions
	current *stream
	ended   chan struct{}
}

func (s *server) IsWatchListSemanticsUnSupported() bool { return s.options.WatchListUnsupported }

func (s *server) List(options metav1.ListOptions) (runtime.Object, error) {
	s.record.add("wire", "request", "LIST", "resourceVersion", options.ResourceVersion,
		"match", string(options.ResourceVersionMatch), "limit", numberOrOmit(options.Limit), "continue", options.Continue)
	answer, given := take(s, &s.options.Lists)
	if !given {
		<-s.ended
		return nil, errors.New("the script has ended")
	}
	time.Sleep(time.Duration(answer.After))
	if answer.Error != "" {
		return nil, scriptedError(answer.Error)
	}
	list := &corev1.PodList{ListMeta: metav1.ListMeta{ResourceVersion: answer.ResourceVersion, Continue: answer.Continue}}
	for _, text := range answer.Items {
		list.Items = append(list.Items, *parsePod(text))
	}
	return list, nil
}

func numberOrOmit(number int64) any {
	if number == 0 {
		return omit{}
	}
	return number
}

func take[T any](s *server, answers *[]T) (first T, given bool) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if len(*answers) == 0 {
		return first, false
	}
	first, *answers = (*answers)[0], (*answers)[1:]
	return first, true
}

func (s *server) Watch(options metav1.ListOptions) (watch.Interface, error) {
	streamed := options.SendInitialEvents != nil && *options.SendInitialEvents
	s.record.add("wire", "request", "WATCH", "resourceVersion", options.ResourceVersion,
		"match", string(options.ResourceVersionMatch), "sendInitialEvents", orOmit(streamed),
		"bookmarks", options.AllowWatchBookmarks, "timeout", showTimeout(options.TimeoutSeconds))
	if streamed {
		return s.watchList()
	}
	answer, _ := take(s, &s.options.Watches)
	if answer.Error != "" {
		return nil, scriptedError(answer.Error)
	}
	opened := s.open()
	opened.send(answer.Events)
	if answer.CloseAfter > 0 {
		time.AfterFunc(time.Duration(answer.CloseAfter), opened.Stop)
	} else if answer.Close {
		opened.Stop()
	}
	return opened, nil
}

// showTimeout hides the one number that Go draws at random for every watch.
func showTimeout(seconds *int64) any {
	if seconds == nil {
		return omit{}
	}
	if *seconds >= 300 && *seconds < 600 {
		return "300..600"
	}
	return *seconds
}

func (s *server) watchList() (watch.Interface, error) {
	answers := s.options.WatchLists
	if answers == nil {
		answers = &s.options.Lists
	}
	answer, given := take(s, answers)
	if given && answer.Error != "" {
		return nil, scriptedError(answer.Error)
	}
	opened := s.open()
	events := answer.Events
	if given && events == nil {
		for _, item := range answer.Items {
			events = append(events, "ADDED "+item)
		}
		events = append(events, "END @"+answer.ResourceVersion)
	}
	time.AfterFunc(time.Duration(answer.After), func() {
		opened.send(events)
		if answer.Close {
			opened.Stop()
		}
	})
	return opened, nil
}

func (s *server) open() *stream {
	opened := &stream{events: make(chan watch.Event, 10_000)}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.current = opened
	return opened
}

// stream is one open watch. It may be closed from either end.
type stream struct {
	mutex  sync.Mutex
	closed bool
	events chan watch.Event
}

func (s *stream) ResultChan() <-chan watch.Event { return s.events }

func (s *stream) Stop() {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if !s.closed {
		s.closed = true
		close(s.events)
	}
}

func (s *stream) send(texts []string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	for _, text := range texts {
		if !s.closed {
			s.events <- parseEvent(text)
		}
	}
}

// parseEvent reads `ADDED ns/a@5`, `BOOKMARK @9`, `END @9` (the bookmark that ends the initial events)
// and `ERROR expired`.
func parseEvent(text string) watch.Event {
	kind, rest, _ := strings.Cut(text, " ")
	switch kind {
	case "END":
		pod := parsePod(rest)
		pod.Annotations = map[string]string{metav1.InitialEventsAnnotationKey: "true"}
		return watch.Event{Type: watch.Bookmark, Object: pod}
	case "ERROR":
		var status apierrors.APIStatus
		if errors.As(scriptedError(rest), &status) {
			given := status.Status()
			return watch.Event{Type: watch.Error, Object: &given}
		}
		return watch.Event{Type: watch.Error, Object: &metav1.Status{Status: metav1.StatusFailure, Message: rest}}
	default:
		return watch.Event{Type: watch.EventType(kind), Object: parseObject(rest).(runtime.Object)}
	}
}

func scriptedError(name string) error {
	pods := schema.GroupResource{Resource: "pods"}
	switch name {
	case "expired":
		return apierrors.NewResourceExpired("too old resource version")
	case "gone":
		return apierrors.NewGone("gone")
	case "tooManyRequests":
		return apierrors.NewTooManyRequests("slow down", 1)
	case "internal":
		return apierrors.NewInternalError(errors.New("boom"))
	case "tooLarge":
		err := apierrors.NewTimeoutError("Too large resource version: 99, current: 10", 1)
		err.ErrStatus.Details.Causes = []metav1.StatusCause{{Type: metav1.CauseTypeResourceVersionTooLarge}}
		return err
	case "undecodable":
		// What a StreamWatcher tells of a frame that it cannot read, before it ends the watch.
		reporter := apierrors.NewClientErrorReporter(http.StatusInternalServerError, "GET", "ClientWatchDecoding")
		message := errors.New("unable to decode an event from the watch stream: got invalid watch event type: ODD")
		return apierrors.FromObject(reporter.AsObject(message))
	case "forbidden":
		return apierrors.NewForbidden(pods, "", errors.New("not allowed"))
	case "invalid":
		return apierrors.NewGenericServerResponse(http.StatusUnprocessableEntity, "watch", pods, "", "sendInitialEvents is forbidden", 0, true)
	case "connectionRefused":
		return fmt.Errorf("dial tcp: %w", syscall.ECONNREFUSED)
	case "eof":
		return io.EOF
	case "unexpectedEOF":
		return io.ErrUnexpectedEOF
	default:
		return errors.New(name)
	}
}
