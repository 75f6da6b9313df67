package oracle

import (
	"bytes"
	"encoding/json"
	"sync"
	"testing/synctest"
	"time"
)

// recorder collects the lanes of one run. Entries carry the virtual time since the run began.
type recorder struct {
	mutex  sync.Mutex
	began  time.Time
	frozen bool
	names  []string
	lanes  map[string][]json.RawMessage
}

func newRecorder() *recorder {
	return &recorder{began: time.Now(), lanes: map[string][]json.RawMessage{}}
}

// omit stands for a value that is left out of an entry.
type omit struct{}

// add appends an entry to a lane. `pairs` are names and values in the order in which a person reads
// them; empty strings and omit{} are left out.
func (r *recorder) add(lane string, pairs ...any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.frozen {
		return
	}
	var text bytes.Buffer
	text.WriteString(`{"at":"` + showDuration(time.Since(r.began)) + `"`)
	for i := 0; i+1 < len(pairs); i += 2 {
		value := pairs[i+1]
		if value == "" || value == (any)(omit{}) {
			continue
		}
		text.WriteString(`,"` + pairs[i].(string) + `":`)
		text.Write(encode(value))
	}
	text.WriteString("}")
	if _, known := r.lanes[lane]; !known {
		r.names = append(r.names, lane)
	}
	r.lanes[lane] = append(r.lanes[lane], text.Bytes())
}

func encode(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err)
	}
	return bytes.TrimSpace(text.Bytes())
}

// freeze ends the recording: what happens while the run is being cleared away is not part of it.
func (r *recorder) freeze() {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	r.frozen = true
}

// settle lets everything happen that can happen at this instant.
func settle() { synctest.Wait() }

// advance lets virtual time pass.
func advance(duration Duration) {
	time.Sleep(time.Duration(duration))
	synctest.Wait()
}

// caught runs a call and gives the text of its panic, if any.
func caught(call func()) (text string) {
	defer func() {
		if reason := recover(); reason != nil {
			text = showPanic(reason)
		}
	}()
	call()
	return ""
}

func showPanic(reason any) string {
	if err, isError := reason.(error); isError {
		return err.Error()
	}
	if text, isText := reason.(string); isText {
		return text
	}
	return string(encode(reason))
}
