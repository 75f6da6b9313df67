package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// runner runs the cases of one battery against one server.
type runner struct {
	kubectl   string
	server    string
	token     string
	client    *http.Client
	battery   Battery
	proxy     *proxy
	front     *httptest.Server
	folder    string
	namespace string
}

func newRunner(kubectl, server, token string, transport http.RoundTripper, battery Battery) (*runner, error) {
	p, err := newProxy(server, token, transport)
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "kubectl-recorder")
	if err != nil {
		return nil, err
	}
	for name, content := range battery.Files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			return nil, err
		}
	}
	return &runner{
		kubectl: kubectl, server: server, token: token, client: &http.Client{Transport: transport},
		battery: battery, proxy: p, front: httptest.NewServer(p), folder: folder, namespace: "default",
	}, nil
}

func (r *runner) close() {
	r.front.Close()
	os.RemoveAll(r.folder)
}

func (r *runner) prepare() error {
	for _, step := range r.battery.Cluster {
		if err := r.do(step); err != nil {
			return err
		}
	}
	return r.warm()
}

// warm fills the discovery cache, as it is on a machine where kubectl has been used today.
func (r *runner) warm() error {
	for _, line := range r.battery.Warm {
		if err := r.do(Step{Kubectl: line}); err != nil {
			return err
		}
	}
	return nil
}

func (r *runner) run(namespace string, each Case) (Answer, error) {
	r.namespace = namespace
	create := Step{Method: "POST", Path: "/api/v1/namespaces", Body: json.RawMessage(`{"metadata":{"name":"` + namespace + `"}}`)}
	if err := r.do(create); err != nil {
		return Answer{}, err
	}
	for _, name := range each.Setup {
		for _, step := range r.battery.Setups[name] {
			if err := r.do(step); err != nil {
				return Answer{}, fmt.Errorf("setup %s: %w", name, err)
			}
		}
	}
	if each.Cold {
		os.RemoveAll(filepath.Join(r.folder, "cache"))
	}
	r.proxy.begin()
	out, complaint, code, err := r.command(each, each.During)
	requests := r.proxy.end()
	return Answer{Name: each.Name, Namespace: namespace, Requests: requests, Out: out, Err: complaint, Code: code}, err
}

func (r *runner) do(step Step) error {
	time.Sleep(time.Duration(step.AfterMillis) * time.Millisecond)
	if step.Kubectl != "" {
		_, complaint, code, err := r.command(Case{Command: step.Kubectl}, nil)
		if err == nil && code != 0 {
			err = errors.New(complaint)
		}
		return err
	}
	path := strings.ReplaceAll(step.Path, "$ns", r.namespace)
	body := strings.ReplaceAll(string(step.Body), "$ns", r.namespace)
	request, err := http.NewRequest(step.Method, r.server+path, strings.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Authorization", "Bearer "+r.token)
	request.Header.Set("Content-Type", step.ContentType)
	if step.ContentType == "" {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := r.client.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, _ := io.ReadAll(response.Body)
	if response.StatusCode >= 300 && response.StatusCode != http.StatusConflict {
		return fmt.Errorf("%s %s: %s", step.Method, path, text)
	}
	return nil
}

// command runs kubectl to its end, or until it is to be interrupted.
func (r *runner) command(each Case, during []Step) (string, string, int, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	config := fmt.Sprintf("apiVersion: v1\nkind: Config\ncurrent-context: c\nclusters: [{name: c, cluster: {server: %q}}]\nusers: [{name: u}]\ncontexts: [{name: c, context: {cluster: c, user: u, namespace: %q}}]\n", r.front.URL, r.namespace)
	if err := os.WriteFile(filepath.Join(r.folder, "config"), []byte(config), 0o600); err != nil {
		return "", "", 0, err
	}
	words := split(strings.ReplaceAll(each.Command, "$ns", r.namespace))
	command := exec.CommandContext(ctx, r.kubectl, words[1:]...)
	command.Dir = r.folder
	command.Env = append(os.Environ(), "HOME="+r.folder, "KUBECONFIG="+filepath.Join(r.folder, "config"),
		"KUBECACHEDIR="+filepath.Join(r.folder, "cache"), "TZ=UTC", "KUBE_EDITOR=sed -i "+each.Editor)
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	if err := command.Start(); err != nil {
		return "", "", 0, err
	}
	for _, step := range during {
		if err := r.do(step); err != nil {
			return "", "", 0, err
		}
	}
	if each.EndsAfter > 0 {
		time.AfterFunc(time.Duration(each.EndsAfter)*time.Millisecond, func() { command.Process.Signal(syscall.SIGINT) })
	}
	err := command.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		err = nil
	}
	return out.String(), complaint.String(), command.ProcessState.ExitCode(), err
}

func withNoted(request *http.Request, noted *Request) context.Context {
	return context.WithValue(request.Context(), notedKey{}, noted)
}

// split reads a line as a shell would, with both quotes.
func split(line string) []string {
	words, word, quote, begun := []string{}, "", rune(0), false
	for _, letter := range line {
		switch {
		case quote != 0 && letter == quote:
			quote = 0
		case quote != 0:
			word += string(letter)
		case letter == '\'' || letter == '"':
			quote, begun = letter, true
		case letter == ' ':
			if begun || word != "" {
				words = append(words, word)
			}
			word, begun = "", false
		default:
			word += string(letter)
		}
	}
	if begun || word != "" {
		words = append(words, word)
	}
	return words
}
