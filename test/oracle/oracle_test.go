package oracle

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"testing"
	"testing/synctest"

	"github.com/go-logr/logr"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/klog/v2"
)

// request is one line of standard input: a script and how often to run it.
type request struct {
	Name   string          `json:"name"`
	Runs   int             `json:"runs"`
	Script json.RawMessage `json:"script"`
}

// answer is one line of standard output.
type answer struct {
	Name  string `json:"name"`
	Fault string `json:"fault,omitempty"`
	Runs  []run  `json:"runs,omitempty"`
}

type run []lane

type lane struct {
	Name    string            `json:"lane"`
	Entries []json.RawMessage `json:"entries"`
}

var components = map[string]func(*Script, *recorder){
	"deltafifo":   runDeltaFIFO,
	"realfifo":    runRealFIFO,
	"store":       runStore,
	"workqueue":   runWorkqueue,
	"limiters":    runLimiters,
	"flowcontrol": runFlowcontrol,
	"wait":        runWait,
	"informer":    runInformer,
	"correlator":  runCorrelator,
	"elector":     runElector,
	"broadcaster": runBroadcaster,
}

var answers = os.Stdout

func TestMain(m *testing.M) {
	// Standard output carries answers only; the testing package speaks to standard error.
	os.Stdout = os.Stderr
	klog.SetLogger(logr.Discard())
	// The second handler sleeps since the start of the process, in real years for virtual time.
	utilruntime.ErrorHandlers = utilruntime.ErrorHandlers[:1]
	// A panicking handler must not end the oracle. What it would end in the real world is in README.md.
	utilruntime.ReallyCrash = false
	utilruntime.PanicHandlers = nil
	forgetForeignChannels()
	os.Exit(m.Run())
}

// TestScripts answers every request of standard input.
func TestScripts(t *testing.T) {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var asked request
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			t.Fatal(err)
		}
		given := answer{Name: asked.Name}
		for range max(1, asked.Runs) {
			result, fault := runOnce(t, asked.Script)
			if fault != "" {
				given = answer{Name: asked.Name, Fault: fault}
				break
			}
			given.Runs = append(given.Runs, result)
		}
		fmt.Fprintln(answers, string(encode(given)))
	}
}

func runOnce(t *testing.T, text []byte) (result run, fault string) {
	script := &Script{}
	if err := decodeStrictly(text, script); err != nil {
		return nil, err.Error()
	}
	component, known := components[script.Component]
	if !known {
		return nil, fmt.Sprintf("there is no component %q", script.Component)
	}
	decideChance(script.Jitter)
	synctest.Test(t, func(*testing.T) {
		defer func() {
			if reason := recover(); reason != nil {
				fault = showPanic(reason)
				fmt.Fprintf(os.Stderr, "%s\n%s", fault, debug.Stack())
			}
		}()
		result = run{}
		recorder := newRecorder()
		component(script, recorder)
		recorder.freeze()
		for _, name := range recorder.names {
			result = append(result, lane{Name: name, Entries: recorder.lanes[name]})
		}
	})
	return result, fault
}
