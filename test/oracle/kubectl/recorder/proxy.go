package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"

	"k8s.io/client-go/kubernetes/scheme"
)

// Request is a request as kubectl sent it.
type Request struct {
	Method      string              `json:"method"`
	Path        string              `json:"path"`
	Query       map[string][]string `json:"query,omitempty"`
	Accept      string              `json:"accept,omitempty"`
	ContentType string              `json:"contentType,omitempty"`
	Body        json.RawMessage     `json:"body,omitempty"`
	Status      int                 `json:"status"`
}

// proxy passes requests on and writes them down while it is recording.
type proxy struct {
	mu        sync.Mutex
	recording bool
	requests  []*Request
	forward   *httputil.ReverseProxy
}

func newProxy(server, token string, transport http.RoundTripper) (*proxy, error) {
	target, err := url.Parse(server)
	if err != nil {
		return nil, err
	}
	p := &proxy{}
	p.forward = &httputil.ReverseProxy{
		Transport:     transport,
		FlushInterval: -1,
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.Out.Header.Set("Authorization", "Bearer "+token)
		},
		ModifyResponse: func(r *http.Response) error {
			if noted, ok := r.Request.Context().Value(notedKey{}).(*Request); ok {
				p.mu.Lock()
				noted.Status = r.StatusCode
				p.mu.Unlock()
			}
			return nil
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusBadGateway) },
	}
	return p, nil
}

type notedKey struct{}

func (p *proxy) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	noted := &Request{
		Method: r.Method, Path: r.URL.Path, Query: r.URL.Query(),
		Accept: r.Header.Get("Accept"), ContentType: r.Header.Get("Content-Type"),
		Body: readable(body),
	}
	p.mu.Lock()
	if p.recording {
		p.requests = append(p.requests, noted)
	}
	p.mu.Unlock()
	p.forward.ServeHTTP(w, r.WithContext(withNoted(r, noted)))
}

func (p *proxy) begin() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recording, p.requests = true, nil
}

func (p *proxy) end() []Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.recording = false
	found := []Request{}
	for _, each := range p.requests {
		found = append(found, *each)
	}
	return found
}

// readable gives a body as JSON, whatever it was sent as.
func readable(body []byte) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	if json.Valid(body) {
		return body
	}
	if bytes.HasPrefix(body, []byte("k8s\x00")) {
		if object, _, err := scheme.Codecs.UniversalDeserializer().Decode(body, nil, nil); err == nil {
			if text, err := json.Marshal(object); err == nil {
				return text
			}
		}
	}
	text, _ := json.Marshal(strings.ToValidUTF8(string(body), "?"))
	return text
}
