// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package cli

import (
	"bytes"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestLookupInterrupted: what was answered until an interrupt is in the result, and the next run goes on from there.
func TestLookupInterrupted(t *testing.T) {
	var waiting, slow atomic.Bool
	slow.Store(true)
	release := make(chan struct{})
	defer close(release)
	l := listen(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/open/1.0.0":
			io.WriteString(w, `{"name":"open","version":"1.0.0","license":"ISC"}`)
		case slow.Load():
			time.Sleep(100 * time.Millisecond) // until the other was answered
			waiting.Store(true)
			<-release
		default:
			w.WriteHeader(notFound)
		}
	})
	dir := bidOf(t, l.URL, "")
	bid, file := filepath.Join(dir, "bid"), filepath.Join(dir, "r.json")
	var errs bytes.Buffer
	code := make(chan int)
	go func() {
		code <- Run([]string{"lizenzlotse", "scan", bid, "--lookup", "--output", "json=" + file}, strings.NewReader(""), io.Discard, &errs)
	}()
	for !waiting.Load() {
		time.Sleep(time.Millisecond)
	}
	started := time.Now()
	if err := syscall.Kill(syscall.Getpid(), syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if c := <-code; c != 130 {
		t.Errorf("exit code %d\n%s", c, errs.String())
	}
	if took := time.Since(started); took > time.Second {
		t.Errorf("took %v", took)
	}
	v, _ := saved(t, file)
	if c := v.Component("pkg:npm/open@1.0.0"); c == nil || c.Stated() != "ISC" || v.Complete() {
		t.Errorf("%+v, complete: %v", c, v.Complete())
	}
	slow.Store(false)
	l.mu.Lock()
	l.asked = nil
	l.mu.Unlock()
	run(t, 0, "scan", bid, "--lookup", "--output", "json="+file)
	for _, asked := range l.asked {
		if strings.Contains(asked, "/open/") {
			t.Errorf("asked again: %q", asked)
		}
	}
}
