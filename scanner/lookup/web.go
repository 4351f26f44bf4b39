// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"

	"lizenzlotse/scanner/lookup/registries"
)

// How one host is asked.
const (
	atOnce    = 4                     // requests at the same time
	pace      = 20 * time.Millisecond // from one request to the next
	attempts  = 4                     // of one request
	patience  = 3                     // requests in a row that fail until it is given up
	maxWait   = 60 * time.Second      // that it may ask for
	maxHops   = 5                     // redirects of one request
	stall     = 20 * time.Second      // without a byte
	dataTime  = 60 * time.Second
	fetchTime = 5 * time.Minute // of an archive
)

// web is how hosts are asked.
type web struct {
	agent   string
	backoff time.Duration // before the second attempt; doubles
	shake   time.Duration // that connecting may take, and proving who one is

	mu      sync.Mutex
	clients map[[2]string]*http.Client // by the address of a registry and the file with its certificates
	hosts   map[string]*host
	within  map[string]*within // by the host of a registry
}

type host struct {
	slots chan struct{}

	mu     sync.Mutex
	failed int       // requests in a row
	until  time.Time // before which it is not asked, as it wants it
	next   time.Time // before which it is not asked, as we do
}

func newWeb(version string) web {
	return web{agent: "lizenzlotse/" + version, backoff: time.Second, shake: 10 * time.Second, clients: map[[2]string]*http.Client{}, hosts: map[string]*host{}, within: map[string]*within{}}
}

func (w *web) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.clients {
		c.CloseIdleConnections()
	}
}

// client gives one of a registry, that follows nothing, keeps no cookies, and trusts the certificates in a file beside those of the system. Of no
// other registry it has connections: each may lead to others, see guard.
func (w *web) client(r registries.Registry) (*http.Client, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	ca, key := r.CA, [2]string{r.Base, r.CA}
	if c := w.clients[key]; c != nil {
		return c, nil
	}
	g := &guard{web: w, base: hostOf(r.Base)}
	t := &http.Transport{
		Proxy: g.proxy, DialContext: g.dial, ForceAttemptHTTP2: true,
		TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12}, TLSHandshakeTimeout: w.shake,
		ResponseHeaderTimeout: stall, MaxIdleConnsPerHost: atOnce, IdleConnTimeout: 30 * time.Second,
		MaxResponseHeaderBytes: 1 << 18,
	}
	if ca != "" {
		pool, err := x509.SystemCertPool()
		if err != nil {
			pool = x509.NewCertPool()
		}
		pem, err := os.ReadFile(ca)
		if err != nil {
			return nil, errors.New("the file with its certificates cannot be read")
		}
		if !pool.AppendCertsFromPEM(pem) {
			return nil, errors.New("the file with its certificates has none")
		}
		t.TLSClientConfig.RootCAs = pool
	}
	c := &http.Client{Transport: t, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	w.clients[key] = c
	return c, nil
}

func (w *web) host(name string) *host {
	w.mu.Lock()
	defer w.mu.Unlock()
	h := w.hosts[name]
	if h == nil {
		h = &host{slots: make(chan struct{}, atOnce)}
		w.hosts[name] = h
	}
	return h
}

// fetch asks one address of a registry, or where its answers lead. The error is a failure or the context's.
func (w *web) fetch(ctx context.Context, r registries.Registry, of question) ([]byte, error) {
	address := of.address
	for range maxHops {
		u, err := parse(address)
		if err != nil || !allowed(u, r) || !w.outside(ctx, u, hostOf(r.Base)) {
			return nil, &failure{hostOf(of.address), causeRedirect, errors.New("it leads to an address that is not asked")}
		}
		body, to, err := w.request(ctx, r, u, of)
		if err != nil || to == "" {
			return body, err
		}
		if address, err = leads(address, to); err != nil {
			return nil, &failure{u.Host, causeRedirect, err}
		}
	}
	return nil, &failure{hostOf(of.address), causeRedirect, errors.New("it leads on and on")}
}

// parse reads an address; a port that goes without saying is left out.
func parse(address string) (*url.URL, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	u.Host = strings.ToLower(u.Host)
	if host, ok := strings.CutSuffix(u.Host, map[string]string{"https": ":443", "http": ":80"}[u.Scheme]); ok {
		u.Host = host
	}
	u.Fragment = ""
	return u, nil
}

// allowed: an address is asked by https, or at the very host of a registry that is set without it.
func allowed(u *url.URL, r registries.Registry) bool {
	if u.User != nil || u.Host == "" {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	base, err := parse(r.Base)
	return err == nil && u.Scheme == "http" && base.Scheme == "http" && strings.EqualFold(u.Host, base.Host)
}

// request asks one address until there is an answer, or where it leads to.
func (w *web) request(ctx context.Context, r registries.Registry, u *url.URL, of question) (body []byte, to string, err error) {
	h := w.host(u.Host)
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, "", ctx.Err()
	}
	wait := w.backoff
	for attempt := 1; ; attempt++ {
		if !h.ready(ctx) {
			return nil, "", ctx.Err()
		}
		if h.givenUp() {
			return nil, "", &failure{u.Host, causeGivenUp, errors.New("it failed too often before")}
		}
		var after time.Duration
		body, to, after, err = w.once(ctx, r, u, of)
		if ctx.Err() != nil {
			return nil, "", ctx.Err()
		}
		var f *failure
		if !errors.As(err, &f) || f.cause == causeUnknown || f.cause == causeSize {
			h.answered()
			return body, to, err
		}
		if f.cause == causeRedirect { // it was not asked, and says nothing of who is there
			return nil, "", err
		}
		again := f.cause == causeBusy || attempt == 1 && (f.cause == causeNetwork || f.cause == causeStatus)
		if !again || attempt == attempts || after > maxWait {
			h.missed(after > maxWait)
			return nil, "", err
		}
		if after == 0 {
			after, wait = wait, 2*wait
		}
		h.pause(after)
	}
}

// ready waits until the host may be asked; it is false where the context ends before.
func (h *host) ready(ctx context.Context) bool {
	for {
		h.mu.Lock()
		left := max(time.Until(h.until), time.Until(h.next))
		if left <= 0 {
			h.next = time.Now().Add(pace)
		}
		h.mu.Unlock()
		if left <= 0 {
			return ctx.Err() == nil
		}
		t := time.NewTimer(left)
		select {
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return false
		}
	}
}

func (h *host) pause(d time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if until := time.Now().Add(d); until.After(h.until) {
		h.until = until
	}
}

func (h *host) givenUp() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.failed >= patience
}

func (h *host) answered() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed < patience {
		h.failed = 0
	}
}

func (h *host) missed(forGood bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.failed++; forGood {
		h.failed = patience
	}
}

// once asks one address one time. After is how long the host asks to wait.
func (w *web) once(ctx context.Context, r registries.Registry, u *url.URL, of question) (body []byte, to string, after time.Duration, err error) {
	limit, most := int64(maxData), dataTime
	if of.archive {
		limit, most = maxArchive, fetchTime
	}
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, "", 0, &failure{u.Host, causeForm, err}
	}
	q.Header.Set("User-Agent", w.agent)
	if of.accept != "" {
		q.Header.Set("Accept", of.accept)
	}
	if of.archive {
		q.Header.Set("Accept-Encoding", "identity")
	}
	r.Authorize(u, q.Header.Set)
	client, err := w.client(r)
	if err != nil {
		return nil, "", 0, &failure{u.Host, causeTLS, err}
	}
	resp, err := client.Do(q)
	if err != nil {
		return nil, "", 0, &failure{u.Host, causeOf(err), err}
	}
	defer resp.Body.Close()
	switch code := resp.StatusCode; {
	case code == http.StatusOK:
	case code >= 300 && code < 400 && resp.Header.Get("Location") != "":
		return nil, resp.Header.Get("Location"), 0, nil
	case code == http.StatusTooManyRequests || code == http.StatusServiceUnavailable:
		return nil, "", retryAfter(resp.Header.Get("Retry-After")), &failure{u.Host, causeBusy, errors.New(resp.Status)}
	case code == http.StatusUnauthorized || code == http.StatusForbidden || code == http.StatusProxyAuthRequired:
		return nil, "", 0, &failure{u.Host, causeDenied, errors.New(resp.Status)}
	case code >= 400 && code < 500 && code != http.StatusRequestTimeout:
		return nil, "", 0, &failure{u.Host, causeUnknown, errors.New(resp.Status)} // as a rule 404; some say otherwise that they have no such thing
	default:
		return nil, "", 0, &failure{u.Host, causeStatus, errors.New(resp.Status)}
	}
	if resp.ContentLength > limit {
		return nil, "", 0, &failure{u.Host, causeSize, fmt.Errorf("%d bytes", resp.ContentLength)}
	}
	stalled := time.AfterFunc(stall, cancel)
	defer stalled.Stop()
	body, err = io.ReadAll(io.LimitReader(ticking{resp.Body, stalled}, limit+1))
	switch {
	case err != nil:
		return nil, "", 0, &failure{u.Host, causeOf(err), err}
	case int64(len(body)) > limit:
		return nil, "", 0, &failure{u.Host, causeSize, fmt.Errorf("more than %d bytes", limit)}
	case isPage(resp.Header.Get("Content-Type"), of):
		return nil, "", 0, &failure{u.Host, causeForm, errors.New("a page for people came instead")}
	}
	return body, "", 0, nil
}

// isPage reports whether what came is for people, as from a gate that asks to log in.
func isPage(contentType string, of question) bool {
	kind, _, _ := strings.Cut(contentType, ";")
	kind = strings.ToLower(strings.TrimSpace(kind))
	return kind == "text/html" && !strings.Contains(of.accept, "text/html")
}

// ticking puts the end off with each read.
type ticking struct {
	r io.Reader
	t *time.Timer
}

func (t ticking) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if n > 0 {
		t.t.Reset(stall)
	}
	return n, err
}

// retryAfter reads how long to wait: seconds or a date (RFC 9110, 10.2.3); 0 where nothing is said.
func retryAfter(text string) time.Duration {
	if text == "" {
		return 0
	}
	if at, err := http.ParseTime(text); err == nil {
		return max(0, time.Until(at))
	}
	if d, err := time.ParseDuration(strings.TrimSpace(text) + "s"); err == nil {
		return max(0, d)
	}
	if isNumber(strings.TrimSpace(text)) { // longer than time goes
		return 2 * maxWait
	}
	return 0
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
