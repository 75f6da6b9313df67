package oracle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"
)

// Script is one case for one component; README.md describes every field.
type Script struct {
	Component string          `json:"component"`
	About     string          `json:"about"`
	Presets   []string        `json:"presets"`
	Unordered []string        `json:"unordered"`
	Jitter    []float64       `json:"jitter"`
	Options   json.RawMessage `json:"options"`
	Steps     []Step          `json:"steps"`
}

// Step is one stimulus. Which fields a verb reads is in README.md.
type Step struct {
	Do              string   `json:"do"`
	Object          string   `json:"object"`
	Objects         []string `json:"objects"`
	ResourceVersion string   `json:"resourceVersion"`
	Key             string   `json:"key"`
	Fail            string   `json:"fail"`
	Times           int      `json:"times"`
	By              Duration `json:"by"`
	For             Duration `json:"for"`
	After           Duration `json:"after"`
	Index           string   `json:"index"`
	Value           string   `json:"value"`
	Indexes         []string `json:"indexes"`
	Transactions    []string `json:"transactions"`
	Item            string   `json:"item"`
	Worker          string   `json:"worker"`
	Handler         string   `json:"handler"`
	Resync          Duration `json:"resync"`
	Type            string   `json:"type"`
	Events          []string `json:"events"`
	Waiter          string   `json:"waiter"`
	Watcher         string   `json:"watcher"`
	Candidate       string   `json:"candidate"`
	Call            string   `json:"call"`
	Holder          string   `json:"holder"`
	PreferredHolder string   `json:"preferredHolder"`

	Event *eventOption `json:"event"`

	Backoff   *backoffOption `json:"backoff"`
	Reset     Duration       `json:"reset"`
	Returns   []string       `json:"returns"`
	Period    Duration       `json:"period"`
	Sliding   bool           `json:"sliding"`
	Immediate bool           `json:"immediate"`
	Factor    float64        `json:"factor"`
	Timeout   Duration       `json:"timeout"`
	Sleep     bool           `json:"sleep"`
}

// Duration is written in Go's notation (`1m30s`) in scripts.
type Duration time.Duration

func (d *Duration) UnmarshalJSON(text []byte) error {
	var written string
	if err := json.Unmarshal(text, &written); err != nil {
		return err
	}
	parsed, err := time.ParseDuration(written)
	*d = Duration(parsed)
	return err
}

// decodeStrictly refuses fields that nobody reads, so that a slip of the pen is not silently ignored.
func decodeStrictly(text []byte, target any) error {
	if len(text) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	return decoder.Decode(target)
}

func (s *Script) readOptions(target any) {
	if err := decodeStrictly(s.Options, target); err != nil {
		panic(fmt.Sprintf("options: %v", err))
	}
}

func unknownVerb(step Step) {
	panic(fmt.Sprintf("there is no verb %q here", step.Do))
}
