// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"lizenzlotse/reports/i18n"
)

// see is what a terminal shows after what was written to it.
func see(written string) string {
	var line []rune
	at := 0
	for _, r := range written {
		if r == '\r' {
			at = 0
			continue
		}
		if at == len(line) {
			line = append(line, r)
		}
		line[at] = r
		at++
	}
	return strings.TrimRight(string(line), " ")
}

// count sets what a scan has done so far.
func count(p *progress, files, bytes, findings, total int64) {
	p.Files.Store(files)
	p.Done.Store(files)
	p.Bytes.Store(bytes)
	p.Findings.Store(findings)
	p.Total.Store(total)
}

// A screen is written to by one goroutine and looked at by another.
type screen struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (s *screen) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Write(p)
}

func (s *screen) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.String()
}

func TestProgressOnATerminal(t *testing.T) {
	for lang, want := range map[string][]string{
		"de": {
			"Eingabe wird gelesen",
			"1.234 Dateien untersucht · 5,0 MB · 1 Fundstelle",
			"1.234 von 5.000 Dateien untersucht · noch etwa 15 s · 5,0 MB · 1 Fundstelle",
			"4.999 von 5.000 Dateien untersucht · noch etwa 1 s · 15,0 MB · 800 Fundstellen",
			"Fundstellen werden zusammengeführt · 5.000 Dateien untersucht",
			"Richtlinie wird angewandt", "Bericht wird geschrieben",
		},
		"en": {
			"reading the input",
			"1,234 files examined · 5.0 MB · 1 finding",
			"1,234 of 5,000 files examined · about 15 s left · 5.0 MB · 1 finding",
			"4,999 of 5,000 files examined · about 1 s left · 15.0 MB · 800 findings",
			"putting the findings together · 5,000 files examined",
			"applying the policy", "writing the report",
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			var out screen
			p := newProgress(t.Context(), &out, lang, func() int { return 100 })
			next := func(after time.Duration) {
				t.Helper()
				time.Sleep(after)
				synctest.Wait()
				if got := strings.ReplaceAll(see(out.String()), "\u00a0", " "); len(want) == 0 || got != want[0] {
					t.Errorf("%s: %q, want %q", lang, got, want)
				}
				want = want[min(1, len(want)):]
			}
			time.Sleep(490 * time.Millisecond)
			synctest.Wait()
			if out.String() != "" {
				t.Errorf("%q after less than half a second", out.String())
			}
			next(20 * time.Millisecond)
			count(p, 1234, 5_000_000, 1, 0)
			next(100 * time.Millisecond)
			count(p, 1234, 5_000_000, 1, 5000)
			next(2800*time.Millisecond - 10*time.Millisecond)
			count(p, 4999, 15_000_000, 800, 5000)
			next(100 * time.Millisecond)
			count(p, 5000, 15_000_000, 800, 5000)
			p.Assembled.Store(true)
			next(100 * time.Millisecond)
			p.enter("progress.judging")
			next(100 * time.Millisecond)
			p.enter("progress.writing")
			next(100 * time.Millisecond)
			p.stop()
			p.stop()
			if got := see(out.String()); got != "" || !strings.HasSuffix(out.String(), "\r") {
				t.Errorf("%q is left", got)
			}
			if strings.ContainsAny(out.String(), "\n\x1b") {
				t.Errorf("more than one line: %q", out.String())
			}
		})
	}
}

func TestProgressIsCalm(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out screen
		p := newProgress(t.Context(), &out, "de", func() int { return 80 })
		for i := range int64(2000) {
			count(p, i+1, i, i, 0)
			time.Sleep(time.Millisecond)
		}
		synctest.Wait()
		if n := strings.Count(out.String(), "\r"); n < 5 || n > 16 {
			t.Errorf("%d lines in the second and a half that a line is shown", n)
		}
		before := len(out.String())
		time.Sleep(time.Second)
		synctest.Wait()
		if got := strings.Count(out.String()[before:], "\r"); got > 1 {
			t.Errorf("%d lines though nothing changed", got)
		}
		p.stop()
	})
}

func TestProgressInALog(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var out screen
		p := newProgress(t.Context(), &out, "en", nil)
		count(p, 700, 1000, 2, 1000)
		time.Sleep(29 * time.Second)
		synctest.Wait()
		if out.String() != "" {
			t.Errorf("%q", out.String())
		}
		time.Sleep(32 * time.Second)
		p.stop()
		want := "700 of 1,000 files examined · about 15 s left · 1.0 kB · 2 findings\n" +
			"700 of 1,000 files examined · about 30 s left · 1.0 kB · 2 findings\n"
		if got := strings.ReplaceAll(out.String(), "\u00a0", " "); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}

// An interrupt takes the line away even if what runs is slow to stop.
func TestProgressInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var out screen
		p := newProgress(ctx, &out, "de", func() int { return 80 })
		time.Sleep(time.Second)
		synctest.Wait()
		if see(out.String()) == "" {
			t.Error("no line")
		}
		io.WriteString(&out, "^C")
		cancel()
		synctest.Wait()
		if got := see(out.String()); got != "" {
			t.Errorf("%q is left", got)
		}
		p.stop()
	})
}

func TestTimeLeft(t *testing.T) {
	for _, c := range []struct {
		elapsed     time.Duration
		done, total int64
		want        string
	}{
		{time.Second, 500, 1000, ""}, // too early
		{time.Minute, 99, 1000, ""},  // too little
		{time.Minute, 400, 10_000, ""},
		{10 * time.Second, 500, 1000, "about 10 s left"},
		{11 * time.Second, 500, 1000, "about 15 s left"},
		{100 * time.Second, 500, 1000, "about 2 min left"},
		{time.Hour, 100, 1000, "about 540 min left"},
		{time.Hour, 1000, 1000, "about 1 s left"},
	} {
		p := &progress{say: i18n.For("en")}
		got := ""
		if left, ok := timeLeft(c.elapsed, c.done, c.total); ok {
			got = p.left(left)
		}
		if got != c.want {
			t.Errorf("%v, %d of %d: %q, want %q", c.elapsed, c.done, c.total, got, c.want)
		}
	}
}

// What is in archives is in no total, so nothing is said of the whole then.
func TestProgressInArchives(t *testing.T) {
	p := &progress{say: i18n.For("en")}
	count(p, 9000, 1000, 0, 1000)
	if got := p.parts(time.Minute)[0]; got != "9,000 files examined" {
		t.Errorf("%q", got)
	}
	count(p, 500, 1000, 0, 1)
	if got := p.parts(time.Minute)[0]; got != "500 files examined" {
		t.Errorf("%q", got)
	}
}

func TestFit(t *testing.T) {
	parts := []string{"10 Dateien geprüft", "zwei", "drei"}
	for columns, want := range map[int]string{
		0: "10 Dateien geprüft · zwei · drei", 80: "10 Dateien geprüft · zwei · drei", 35: "10 Dateien geprüft · zwei · drei",
		34: "10 Dateien geprüft · zwei", 24: "10 Dateien geprüft", 20: "10 Dateien geprü…", 5: "",
	} {
		got := fit(parts, columns)
		if got != want || columns > 0 && utf8.RuneCountInString(got) > max(0, columns-3) {
			t.Errorf("%d columns: %q, want %q", columns, got, want)
		}
	}
}

func TestInCI(t *testing.T) {
	for _, c := range []struct {
		name, value string
		want        bool
	}{{"CI", "true", true}, {"CI", "1", true}, {"CI", "false", false}, {"CI", "", false}, {"GITLAB_CI", "true", true},
		{"GITHUB_ACTIONS", "true", true}, {"JENKINS_URL", "https://ci.example", true}, {"HOME", "/", false}} {
		got := inCI(func(name string) string {
			if name == c.name {
				return c.value
			}
			return ""
		})
		if got != c.want {
			t.Errorf("%s=%q: %v", c.name, c.value, got)
		}
	}
}
