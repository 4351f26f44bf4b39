// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// walls makes rounds of which only the time matters.
func walls(seconds ...float64) (list []usage) {
	for _, s := range seconds {
		list = append(list, usage{Wall: s, CPU: 2 * s, Peak: 10 * s})
	}
	return list
}

func TestJudge(t *testing.T) {
	slow := []target{{"at most 3", timesWall, 0, 3}, {"at most 60 MB", peakMemory, 0, 60}, {"memory at most twice", timesPeak, 0, 2}}
	for _, test := range []struct {
		name            string
		ours, reference []usage
		bytes           float64
		targets         []target
		ratio           float64
		want            []string
	}{
		{"the median of the rounds, not the ratio of the medians", walls(2, 9, 4), walls(1, 3, 4), 0, slow, 2,
			[]string{"at most 3: met", "at most 60 MB: missed", "memory at most twice: missed"}},
		{"two rounds", walls(2, 8), walls(1, 2), 0, slow, 3, []string{"at most 3: met", "at most 60 MB: missed", "memory at most twice: missed"}},
		{"a reference that ran once", walls(3, 1, 2), walls(100), 0, []target{{"50 × faster", timesFaster, 50, 0}}, 0.02, []string{"50 × faster: met"}},
		{"and is not slow enough", walls(3, 1, 2), walls(99), 0, []target{{"50 × faster", timesFaster, 50, 0}}, 2. / 99, []string{"50 × faster: missed"}},
		{"proportional", walls(4), walls(1), 4, linearTargets, 4, []string{"within 15 % of proportional: met"}},
		{"too slow for its size", walls(4.8), walls(1), 4, linearTargets, 4.8, []string{"within 15 % of proportional: missed"}},
		{"too fast for its size", walls(3), walls(1), 4, linearTargets, 3, []string{"within 15 % of proportional: missed"}},
		{"without a reference nothing is said of the ratio", walls(1), nil, 0, slow, 0, []string{"at most 60 MB: met"}},
		{"where memory is not known nothing is said of it", []usage{{Wall: 1}}, []usage{{Wall: 1}}, 0, slow, 1, []string{"at most 3: met"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			var r result
			r.judge(test.ours, test.reference, test.bytes, test.targets)
			var got []string
			for _, v := range r.Verdicts {
				got = append(got, v.Words+": "+map[bool]string{true: "met", false: "missed"}[v.Met])
			}
			if d := cmp.Diff(test.want, got); d != "" || math.Abs(r.Ratio-test.ratio) > 1e-9 || r.Rounds != len(test.ours) {
				t.Errorf("ratio %v in %d rounds\n%s", r.Ratio, r.Rounds, d)
			}
		})
	}
}

func TestMiddle(t *testing.T) {
	m := middle([]usage{{Wall: 3, CPU: 1, Peak: 5}, {Wall: 1, CPU: 9, Peak: 7, Code: 3}, {Wall: 2, CPU: 4, Peak: 6}})
	if m != (usage{Wall: 2, CPU: 4, Peak: 7, Code: 3}) {
		t.Errorf("%+v", m)
	}
	if m := middle(nil); m != (usage{}) {
		t.Errorf("of nothing: %+v", m)
	}
}

func TestTable(t *testing.T) {
	r := result{Name: "linux", Command: "lizenzlotse scan linux", Input: &input{Files: 2, Bytes: 3_000_000}, Against: "`rg | wc`", Note: "a note"}
	r.judge([]usage{{Wall: 12, CPU: 20.04, Peak: 345.6, Code: 3}}, []usage{{Wall: 0.5, CPU: 0.04, Peak: 8}}, 0, treeTargets)
	var b strings.Builder
	if err := table(&b, []result{r, {Name: "node", Skipped: "apt-get is missing"}}); err != nil {
		t.Fatal(err)
	}
	want := head + "| linux: `lizenzlotse scan linux` | 2 files, 3.00 MB | 12.0 | 20.0 | 346 | `rg \\| wc` | 0.50 | 0.040 | 8.00 | wall 24.0 ×, CPU 501 × " +
		"| wall ≤ 4 × rg: **missed** (24.0); the least that counts as done: 8 × rg: **missed** (24.0); peak memory ≤ 400 MB: met (346); a note; exit 3 |\n" +
		"| node | – | – | – | – | – | – | – | – | – | not measured: apt-get is missing |\n"
	if d := cmp.Diff(want, b.String()); d != "" {
		t.Error(d)
	}
	data, err := json.Marshal(r)
	if err != nil || !strings.Contains(string(data), `"wallRatio":24`) || strings.Contains(string(data), "path") {
		t.Errorf("%s %v", data, err)
	}
}

func TestTimes(t *testing.T) {
	for ratio, want := range map[float64]string{0: "–", 1.5: "1.50 ×", 0.05: "1/20.0", 0.5: "0.50 ×", 123.4: "123 ×"} {
		if got := times(ratio); got != want {
			t.Errorf("%v: %s, not %s", ratio, got, want)
		}
	}
}

// self is this test, which the next two run as the program that is measured.
func self(args ...string) command {
	return command{args: append([]string{os.Args[0]}, args...), env: []string{"BENCH_TEST=1"}}
}

func TestMain(m *testing.M) {
	if os.Getenv("BENCH_TEST") == "" {
		os.Exit(m.Run())
	}
	switch os.Args[1] {
	case "wait":
		time.Sleep(time.Minute)
	case "fail":
		os.Stderr.WriteString("first\nthe reason\n\n")
		os.Exit(1)
	case "log":
		f, err := os.OpenFile(os.Args[2], os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
		if err != nil {
			os.Exit(2)
		}
		f.WriteString(os.Args[3])
		f.Close()
	}
	os.Exit(0)
}

func TestRun(t *testing.T) {
	ctx := t.Context()
	fail, fine, empty := self("fail"), self("fail"), self("ok")
	fine.fine = []int{1}
	empty.make = filepath.Join(t.TempDir(), "result")
	if err := os.WriteFile(empty.make, []byte("of yesterday"), 0o644); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	for _, test := range []struct {
		name  string
		ctx   context.Context
		c     command
		limit time.Duration
		want  string // in the error; "": none
	}{
		{"good", ctx, self("ok"), time.Minute, ""},
		{"an exit code that is no failure", ctx, fine, time.Minute, ""},
		{"a failure", ctx, fail, time.Minute, "exit status 1: the reason"},
		{"no result", ctx, empty, time.Minute, "wrote no result"},
		{"too slow", ctx, self("wait"), 50 * time.Millisecond, "was ended after 50ms"},
		{"interrupted", ended, self("ok"), time.Minute, "canceled"},
		{"no such program", ctx, command{args: []string{filepath.Join(t.TempDir(), "none")}}, time.Minute, "none"},
	} {
		u, err := run(test.ctx, test.c, test.limit)
		if test.want == "" && (err != nil || u.Wall <= 0) || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %+v %v", test.name, u, err)
		}
	}
}

// TestCompare: ours and the reference run in turn, and the first round does not count.
func TestCompare(t *testing.T) {
	for _, test := range []struct {
		once bool
		want string
		runs int // of the reference that count
	}{{false, "arararar", 3}, {true, "aaraa", 1}} {
		log := filepath.Join(t.TempDir(), "log")
		ours, reference, err := compare(t.Context(), comparison{
			ours: self("log", log, "a"), reference: self("log", log, "r"), rounds: 3, once: test.once,
			limit: time.Minute, step: func(string) {},
		})
		data, _ := os.ReadFile(log)
		if err != nil || string(data) != test.want || len(ours) != 3 || len(reference) != test.runs {
			t.Errorf("%s: %d and %d rounds, %v", data, len(ours), len(reference), err)
		}
	}
}

func TestSample(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"a/1.c", "a/2.c", "b/3.c", "b/4.c", "c/5.c", "c/6.c"} {
		if err := write(filepath.Join(dir, "tree", name), name); err != nil {
			t.Fatal(err)
		}
	}
	if err := write(filepath.Join(dir, "tree", "b/3.c"), "bin\x00ary"); err != nil {
		t.Fatal(err)
	}
	if err := sample(filepath.Join(dir, "tree"), 3, filepath.Join(dir, "sample")); err != nil {
		t.Fatal(err)
	}
	in, err := measured(filepath.Join(dir, "sample"), "")
	if err != nil || in.Files != 2 || in.Bytes != 10 {
		t.Fatalf("%+v %v", in, err)
	}
	var files []string
	matches, _ := filepath.Glob(filepath.Join(dir, "sample", "*", "*"))
	for _, m := range matches {
		files = append(files, filepath.Base(m))
	}
	if !slices.Equal(files, []string{"1.c", "5.c"}) {
		t.Errorf("%v", files)
	}
}

// TestShare: one of so many files of every size, whatever is in them, and as files, since a scan follows no symbolic link.
func TestShare(t *testing.T) {
	tree, to := filepath.Join(t.TempDir(), "tree"), filepath.Join(t.TempDir(), "share")
	for name, text := range map[string]string{"a/1.c": "1", "a/2.c": "22", "b/3.bin": "3\x003", "c/4": "", "c/5": "55555"} {
		if err := write(filepath.Join(tree, name), text); err != nil {
			t.Fatal(err)
		}
	}
	if err := share(tree, 2, to); err != nil {
		t.Fatal(err)
	}
	files, err := regular(to) // of c/4, a/1.c, a/2.c, b/3.bin, c/5
	want := []file{{filepath.Join(to, "a", "1.c"), 1}, {filepath.Join(to, "b", "3.bin"), 3}}
	if !slices.Equal(files, want) || err != nil {
		t.Errorf("%v %v", files, err)
	}
	if err := share(filepath.Join(tree, "none"), 2, to); err == nil {
		t.Error("a share of nothing")
	}
}

// TestSkipped: what cannot be had is the reason of its row, and no row goes missing for it.
func TestSkipped(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	b := bench{temp: t.TempDir(), cache: t.TempDir(), trees: map[string]prepared{}, log: io.Discard, path: "none", rounds: 1, limit: time.Minute}
	t.Chdir(t.TempDir())
	results := b.measure(t.Context(), "")
	if len(results) != len(b.plans()) {
		t.Errorf("%d rows of %d", len(results), len(b.plans()))
	}
	for _, r := range results {
		if r.Skipped == "" {
			t.Errorf("%s was measured", r.Name)
		}
		if r.Name == "linux" && r.Skipped != "linux: apt-get is missing" {
			t.Errorf("linux: %s", r.Skipped)
		}
	}
	if n := len(b.measure(t.Context(), "node, demo")); n != 3 {
		t.Errorf("%d rows were chosen", n)
	}
}

// TestUnpackInto: a tree that is not whole never takes the place of one that is.
func TestUnpackInto(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	broken := errors.New("broken off")
	fill := func(err error) func(string) (string, error) {
		return func(work string) (string, error) {
			return filepath.Join(work, "x"), errors.Join(write(filepath.Join(work, "x", "file"), "text"), err)
		}
	}
	if err := unpackInto(dir, fill(broken)); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("half a tree is there")
	}
	for _, err := range []error{nil, broken} { // the second time nothing is fetched
		if err := unpackInto(dir, fill(err)); err != nil {
			t.Error(err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(dir), "*")); len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}
