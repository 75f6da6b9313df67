// Command recorder runs a battery of kubectl commands against a real API server, through a proxy that
// writes every request down, and prints one JSON line per case: the requests in order, and what kubectl
// said. Protobuf bodies are decoded.
package main

import (
	"bufio"
	"crypto/tls"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"
)

// Step is one thing done before or during a command: a request of our own, or kubectl unrecorded.
type Step struct {
	Method      string          `json:"method,omitempty"`
	Path        string          `json:"path,omitempty"`
	ContentType string          `json:"contentType,omitempty"`
	Body        json.RawMessage `json:"body,omitempty"`
	Kubectl     string          `json:"kubectl,omitempty"`
	AfterMillis int             `json:"after,omitempty"`
}

// Case is one command of the battery.
type Case struct {
	Name    string   `json:"name"`
	Setup   []string `json:"setup,omitempty"`
	Command string   `json:"command"`
	// During happens while the command runs.
	During []Step `json:"during,omitempty"`
	// EndsAfter sends an interrupt after so many milliseconds.
	EndsAfter int `json:"endsAfter,omitempty"`
	// Editor is a sed program that stands for what a person does in the editor.
	Editor string `json:"editor,omitempty"`
	// Cold empties the discovery cache first.
	Cold bool `json:"cold,omitempty"`
}

// Battery is everything that is run: named files, named setups, cases.
type Battery struct {
	Files  map[string]string `json:"files"`
	Setups map[string][]Step `json:"setups"`
	// Cluster is done once, before anything.
	Cluster []Step `json:"cluster"`
	// Warm fills kubectl's caches, as on a machine where it has been used today.
	Warm  []string `json:"warm"`
	Cases []Case   `json:"cases"`
}

// Answer is what one case came to.
type Answer struct {
	Name      string    `json:"name"`
	Namespace string    `json:"namespace"`
	Requests  []Request `json:"requests"`
	Out       string    `json:"out"`
	Err       string    `json:"err"`
	Code      int       `json:"code"`
}

func main() {
	kubectl := flag.String("kubectl", "", "the kubectl to run")
	server := flag.String("server", "", "the API server's address")
	token := flag.String("token", "", "a token that may do everything")
	only := flag.String("only", "", "run only cases whose names contain this")
	flag.Parse()
	var battery Battery
	if err := json.NewDecoder(bufio.NewReader(os.Stdin)).Decode(&battery); err != nil {
		fail(err)
	}
	transport := &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	runner, err := newRunner(*kubectl, *server, *token, transport, battery)
	if err != nil {
		fail(err)
	}
	defer runner.close()
	if err := runner.prepare(); err != nil {
		fail(err)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	for index, each := range battery.Cases {
		if !strings.Contains(each.Name, *only) {
			continue
		}
		answer, err := runner.run(fmt.Sprintf("kc-%d-%d", time.Now().Unix()%100000, index), each)
		if err != nil {
			fail(fmt.Errorf("%s: %w", each.Name, err))
		}
		if err := out.Encode(answer); err != nil {
			fail(err)
		}
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
