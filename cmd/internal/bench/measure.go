// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// A command is a process to be measured.
type command struct {
	args []string
	env  []string // added to the environment
	dir  string   // "" is the working directory
	fine []int    // exit codes beside 0 of a run that did its work
	make string   // a file that such a run writes; "": none
}

// A usage is what a process and the children it waited for took. Of several processes that ran at
// once, Peak is that of the largest.
type usage struct {
	Wall float64 `json:"wallSeconds"`
	CPU  float64 `json:"cpuSeconds"`
	Peak float64 `json:"peakMB"` // 0 where the system does not tell
	Code int     `json:"exitCode"`
}

// run measures one process from its start to its end. Its output is thrown away.
func run(ctx context.Context, c command, limit time.Duration) (usage, error) {
	if c.make != "" {
		if err := os.RemoveAll(c.make); err != nil {
			return usage{}, err
		}
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	cmd.Env = append(os.Environ(), c.env...)
	cmd.Dir = c.dir
	cmd.WaitDelay = 5 * time.Second
	var stderr tail
	cmd.Stderr = &stderr
	start := time.Now()
	err := cmd.Run()
	u := usage{Wall: time.Since(start).Seconds()}
	if cmd.ProcessState != nil {
		u.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		u.Peak = peakMB(cmd.ProcessState)
		u.Code = cmd.ProcessState.ExitCode()
	}
	var exit *exec.ExitError
	switch {
	case ctx.Err() == context.DeadlineExceeded:
		return u, fmt.Errorf("%s was ended after %s", filepath.Base(c.args[0]), limit)
	case ctx.Err() != nil:
		return u, ctx.Err()
	case err != nil && !(errors.As(err, &exit) && slices.Contains(c.fine, u.Code)):
		return u, fmt.Errorf("%s: %w: %s", filepath.Base(c.args[0]), err, stderr.line())
	}
	if c.make != "" {
		if made, err := os.Stat(c.make); err != nil || made.Size() == 0 {
			return u, fmt.Errorf("%s wrote no result: %s", filepath.Base(c.args[0]), stderr.line())
		}
	}
	return u, nil
}

// A tail keeps the end of what is written to it.
type tail struct{ data []byte }

func (t *tail) Write(p []byte) (int, error) {
	t.data = append(t.data, p...)
	if over := len(t.data) - 4096; over > 0 {
		t.data = slices.Delete(t.data, 0, over)
	}
	return len(p), nil
}

// line is the last line that says something.
func (t *tail) line() string {
	lines := strings.Split(string(bytes.TrimSpace(t.data)), "\n")
	return strings.TrimSpace(lines[len(lines)-1])
}

// A comparison is how one row is measured.
type comparison struct {
	ours, reference command
	rounds          int
	once            bool // the reference runs a single time: it is slow by far
	limit           time.Duration
	step            func(string) // told what begins
}

// compare runs ours and the reference in turn, so that a load of the machine that comes and goes
// meets both. The first round warms the caches and does not count.
func compare(ctx context.Context, c comparison) (ours, reference []usage, err error) {
	for round := range c.rounds + 1 {
		c.step(fmt.Sprintf("round %d of %d", round, c.rounds))
		u, err := run(ctx, c.ours, c.limit)
		if err != nil {
			return nil, nil, err
		}
		if round > 0 {
			ours = append(ours, u)
		}
		if c.reference.args == nil || c.once && round != 1 {
			continue
		}
		if u, err = run(ctx, c.reference, c.limit); err != nil {
			return nil, nil, err
		}
		if round > 0 {
			reference = append(reference, u)
		}
	}
	return ours, reference, nil
}
