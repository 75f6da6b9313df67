package main

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"k8s.io/component-base/cli"
	"k8s.io/kubernetes/cmd/kube-apiserver/app"
	controlplane "k8s.io/kubernetes/pkg/controlplane/apiserver"
)

// serverWord makes a child of this program the API server.
const serverWord = "kube-apiserver"

// token is what the one user sends; it may do anything.
const token = "oracle"

// server is a running kube-apiserver, a process of its own: so it can crash and come back.
type server struct {
	url   string
	place place
	child *exec.Cmd
}

// place is where a server finds its files and its etcd, and where it listens.
type place struct {
	folder  string
	etcdURL string
	address url.URL
}

// runServer is what the child does: the real command, whose lease is not renewed while scripts run, so that only scripts write.
func runServer(words []string) {
	controlplane.IdentityLeaseRenewIntervalPeriod = time.Hour
	command := app.NewAPIServerCommand()
	command.SetArgs(words)
	os.Exit(cli.Run(command))
}

func startServer(ctx context.Context, folder, etcdURL string) (*server, error) {
	address, err := freeURL()
	if err != nil {
		return nil, err
	}
	address.Scheme = "https"
	if err := writeCredentials(folder); err != nil {
		return nil, err
	}
	return startServerAt(ctx, place{folder: folder, etcdURL: etcdURL, address: address})
}

func startServerAt(ctx context.Context, at place) (*server, error) {
	log, err := os.Create(filepath.Join(at.folder, "kube-apiserver.log"))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	child := exec.CommandContext(ctx, program, append([]string{serverWord}, flags(at)...)...)
	child.Stdout, child.Stderr = log, log
	if err := child.Start(); err != nil {
		return nil, err
	}
	started := &server{url: at.address.String(), place: at, child: child}
	if err := started.waitUntilReady(); err != nil {
		started.kill()
		said, _ := os.ReadFile(log.Name())
		return nil, fmt.Errorf("%w\n%s", err, lastOf(said, 4_000))
	}
	return started, nil
}

func flags(at place) []string {
	in := func(name string) string { return filepath.Join(at.folder, name) }
	return []string{
		"--etcd-servers=" + at.etcdURL,
		"--etcd-compaction-interval=0",
		"--bind-address=127.0.0.1",
		"--secure-port=" + at.address.Port(),
		"--cert-dir=" + in("certificates"),
		"--endpoint-reconciler-type=none",
		"--service-cluster-ip-range=10.96.0.0/16",
		"--service-account-issuer=https://kubernetes.default.svc",
		"--service-account-key-file=" + in("service-account.key"),
		"--service-account-signing-key-file=" + in("service-account.key"),
		"--token-auth-file=" + in("tokens.csv"),
		"--authorization-mode=RBAC",
		"--disable-admission-plugins=ServiceAccount",
	}
}

func writeCredentials(folder string) error {
	tokens := token + ",admin,1,\"system:masters\"\n"
	if err := os.WriteFile(filepath.Join(folder, "tokens.csv"), []byte(tokens), 0o600); err != nil {
		return err
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return err
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	return os.WriteFile(filepath.Join(folder, "service-account.key"), pem.EncodeToMemory(block), 0o600)
}

// waitUntilReady returns when the server has finished starting.
func (s *server) waitUntilReady() error {
	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}}
	said := "nothing"
	for begun := time.Now(); time.Since(begun) < 3*time.Minute; time.Sleep(100 * time.Millisecond) {
		request, err := http.NewRequest(http.MethodGet, s.url+"/readyz?verbose", nil)
		if err != nil {
			return err
		}
		request.Header.Set("Authorization", "Bearer "+token)
		answer, err := client.Do(request)
		if err != nil {
			said = err.Error()
			continue
		}
		text, _ := io.ReadAll(answer.Body)
		_ = answer.Body.Close()
		if answer.StatusCode == http.StatusOK {
			return nil
		}
		said = string(text)
	}
	return fmt.Errorf("kube-apiserver was not ready within three minutes; it said %s", said)
}

// kill ends the server at once: connections break, nothing is written any more.
func (s *server) kill() {
	_ = s.child.Process.Kill()
	_ = s.child.Wait()
}

func lastOf(text []byte, most int) []byte {
	return text[max(0, len(text)-most):]
}
