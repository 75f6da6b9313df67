// The oracle of the API server: the real kube-apiserver of one release on an embedded etcd, told by lines of JSON on standard input what to do. It
// says where it listens; whoever asks it speaks HTTP with it, as with any other API server.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"

	"k8s.io/klog/v2"
)

// command is one line of standard input.
type command struct {
	// Do is "start", "compact", "restart" or "stop".
	Do string `json:"do"`
	// Controllers says whether the control plane's controllers run beside the server that is started.
	Controllers bool `json:"controllers"`
}

// reply is one line of standard output: the answer to a command.
type reply struct {
	URL      string `json:"url,omitempty"`
	Token    string `json:"token,omitempty"`
	Revision int64  `json:"revision,omitempty"`
	Fault    string `json:"fault,omitempty"`
}

func main() {
	if len(os.Args) > 1 && os.Args[1] == serverWord {
		runServer(os.Args[2:])
		return
	}
	klog.LogToStderr(false)
	klog.SetOutput(nowhere{})
	if err := serve(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// nowhere swallows what controllers log.
type nowhere struct{}

func (nowhere) Write(text []byte) (int, error) { return len(text), nil }

// serve obeys commands until standard input ends.
func serve(ctx context.Context) error {
	var plane *controlPlane
	defer func() { plane.stop() }()
	lines := bufio.NewScanner(os.Stdin)
	answers := json.NewEncoder(os.Stdout)
	for lines.Scan() {
		var told command
		if err := json.Unmarshal(lines.Bytes(), &told); err != nil {
			return fmt.Errorf("a command is no JSON: %w", err)
		}
		var answer reply
		next, err := obey(ctx, plane, told, &answer)
		plane = next
		if err != nil {
			answer = reply{Fault: err.Error()}
		}
		if err := answers.Encode(answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

// obey does what it is told and returns the control plane that runs from then on.
func obey(ctx context.Context, plane *controlPlane, told command, answer *reply) (*controlPlane, error) {
	switch told.Do {
	case "start":
		plane.stop()
		started, err := startControlPlane(ctx, told.Controllers)
		if err != nil {
			return nil, err
		}
		answer.URL, answer.Token = started.server.url, token
		return started, nil
	case "compact":
		if plane == nil {
			return nil, fmt.Errorf("nothing runs that could be compacted")
		}
		revision, err := plane.compact(ctx)
		answer.Revision = revision
		return plane, err
	case "restart":
		if plane == nil {
			return nil, fmt.Errorf("nothing runs that could be restarted")
		}
		return plane, plane.restart(ctx)
	case "stop":
		plane.stop()
		return nil, nil
	default:
		return plane, fmt.Errorf("%q is no command", told.Do)
	}
}
