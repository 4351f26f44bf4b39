// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package pdf_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"lizenzlotse/reports/pdf"
	"lizenzlotse/scanner/inventory"
)

// A browser that is ended takes with it what it started.
func TestBrowserThatHangs(t *testing.T) {
	dir := browser(t, "hangs")
	beats := filepath.Join(dir, "beats")
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		for !exists(beats) {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	if err := pdf.Print(ctx, &bytes.Buffer{}, []byte("<p>"), options(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	stopped(t, beats)

	os.Remove(beats)
	ctx, cancel = context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	var e *inventory.Error
	if err := pdf.Print(ctx, &bytes.Buffer{}, []byte("<p>"), options(t)); !errors.As(err, &e) || e.Key != "error.pdf-slow" {
		t.Errorf("too slow: %v", err)
	}
	stopped(t, beats)

	ctx, cancel = context.WithCancel(t.Context())
	cancel()
	if err := pdf.Print(ctx, &bytes.Buffer{}, []byte("<p>"), options(t)); !errors.Is(err, context.Canceled) {
		t.Errorf("after an interrupt: %v", err)
	}
}

// A browser that ends and leaves something running is not waited for, and what it left is ended.
func TestBrowserThatLeavesAChild(t *testing.T) {
	dir := browser(t, "leaves a child")
	start := time.Now()
	if err := pdf.Print(t.Context(), &bytes.Buffer{}, []byte("<p>"), options(t)); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("took %v", took)
	}
	stopped(t, filepath.Join(dir, "beats"))
}

// stopped reads a file to which something writes, or wrote, and fails while that goes on.
func stopped(t *testing.T, path string) {
	t.Helper()
	time.Sleep(100 * time.Millisecond)
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond)
	second, _ := os.ReadFile(path)
	if len(first) != len(second) {
		t.Error("it goes on")
	}
}
