// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"context"
	"io"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner"
)

// How often progress is told. On a terminal a line is written over the last; a log gets new ones.
const (
	quietAtFirst = 500 * time.Millisecond
	redrawEvery  = 100 * time.Millisecond
	logEvery     = 30 * time.Second
)

// A progress tells on stderr how far a run is until it is stopped. A nil progress tells nothing.
type progress struct {
	scanner.Progress

	out     io.Writer
	say     i18n.Lang
	columns func() int // of the terminal; nil: a log
	phase   atomic.Pointer[string]
	stopped chan struct{}
	ended   chan struct{}

	// The goroutine's own.
	shown string // what stands on the terminal
}

// startProgress tells how far the run is where somebody sees it: on a terminal that can write over a
// line, and in the log of a CI job. A pipe gets nothing.
func (s *session) startProgress(c *cli.Context) {
	if c.Bool(flagQuiet) {
		return
	}
	_, isTerminal := terminal(s.stderr)
	switch {
	case isTerminal && os.Getenv("TERM") != "dumb":
		s.progress = newProgress(c.Context, s.stderr, s.lang, func() int { width, _ := terminal(s.stderr); return width })
	case !isTerminal && inCI(os.Getenv):
		s.progress = newProgress(c.Context, s.stderr, s.lang, nil)
	}
}

// inCI reports whether the environment is that of a CI job.
func inCI(getenv func(string) string) bool {
	for _, name := range []string{"CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TF_BUILD", "BUILDKITE", "TEAMCITY_VERSION"} {
		if value := getenv(name); value != "" && value != "0" && !strings.EqualFold(value, "false") {
			return true
		}
	}
	return false
}

func newProgress(ctx context.Context, out io.Writer, lang string, columns func() int) *progress {
	p := &progress{out: out, say: i18n.For(lang), columns: columns, stopped: make(chan struct{}), ended: make(chan struct{})}
	go p.run(ctx, time.Now())
	return p
}

// counts is where the scan counts.
func (p *progress) counts() *scanner.Progress {
	if p == nil {
		return nil
	}
	return &p.Progress
}

// enter says what the run does after the scan; key is of the catalogue.
func (p *progress) enter(key string) {
	if p != nil {
		p.phase.Store(&key)
	}
}

// stop takes the line away, so that something else can be written. It may be called again.
func (p *progress) stop() {
	if p == nil {
		return
	}
	select {
	case <-p.stopped:
	default:
		close(p.stopped)
	}
	<-p.ended
}

// run ends with the context too: an interrupted run may take a while to come to its stop.
func (p *progress) run(ctx context.Context, started time.Time) {
	defer close(p.ended)
	every := logEvery
	if p.columns != nil {
		every = redrawEvery
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			p.draw("")
			return
		case <-p.stopped:
			p.draw("")
			return
		case <-tick.C:
		}
		switch elapsed := time.Since(started); {
		case p.columns == nil:
			io.WriteString(p.out, strings.Join(p.parts(elapsed), separator)+"\n")
		case elapsed >= quietAtFirst:
			p.draw(fit(p.parts(elapsed), p.columns()))
		}
	}
}

// draw puts a line where the last stands. Blanks wipe out what is longer: they need no terminal
// that knows more than to go back to the beginning of a line.
func (p *progress) draw(line string) {
	if line == p.shown {
		return
	}
	out := "\r" + line + strings.Repeat(" ", max(0, utf8.RuneCountInString(p.shown)-utf8.RuneCountInString(line)))
	if line == "" {
		out += strings.Repeat(" ", echo) + "\r"
	}
	p.shown = line
	io.WriteString(p.out, out)
}

const separator = " · "

// echo is how many columns "^C" takes, which a terminal writes behind the line.
const echo = 2

// parts is what there is to say, the most important first.
func (p *progress) parts(elapsed time.Duration) []string {
	files, bytes, findings := p.Files.Load(), p.Bytes.Load(), p.Findings.Load()
	done, total := p.Done.Load(), p.Total.Load()
	if phase := p.phase.Load(); phase != nil {
		return []string{p.say.T(*phase)}
	}
	if toAsk := p.ToAsk.Load(); toAsk > 0 && p.Asked.Load() < toAsk {
		return []string{p.say.T("progress.asking", "asked", number(p.Asked.Load()), "packages", number(toAsk))}
	}
	if p.Assembled.Load() {
		return []string{p.say.T("progress.assembling"), p.say.T("progress.files", "files", number(files))}
	}
	if files == 0 {
		return []string{p.say.T("progress.reading")}
	}
	// What is in archives is in no total, so where there are any, nothing is said of the whole.
	known := total > 1 && files <= total
	var parts []string
	if known {
		parts = append(parts, p.say.T("progress.files.of", "done", number(done), "files", number(total)))
		if left, ok := timeLeft(elapsed, done, total); ok {
			parts = append(parts, p.left(left))
		}
	} else {
		parts = append(parts, p.say.T("progress.files", "files", number(files)))
	}
	return append(parts, p.say.T("progress.bytes", "bytes", number(bytes)), p.say.T("progress.findings", "findings", number(findings)))
}

// timeLeft goes by the files done so far, once they are enough to tell.
func timeLeft(elapsed time.Duration, done, total int64) (time.Duration, bool) {
	if elapsed < 2*time.Second || done < 100 || done*20 < total {
		return 0, false
	}
	return time.Duration(float64(elapsed) * float64(total-done) / float64(done)), true
}

// left says about how long it takes, and no more exactly than anybody knows.
func (p *progress) left(d time.Duration) string {
	seconds := int64((d + time.Second - 1) / time.Second)
	switch {
	case seconds > 90:
		return p.say.T("progress.left.minutes", "minutes", number((seconds+59)/60))
	case seconds > 10:
		seconds = (seconds + 4) / 5 * 5
	}
	return p.say.T("progress.left.seconds", "seconds", number(max(seconds, 1)))
}

func number(n int64) string { return strconv.FormatInt(n, 10) }

// fit joins as many parts as a terminal has room for, with the last column and that of an echo left free.
func fit(parts []string, columns int) string {
	if columns <= 0 {
		columns = 80
	}
	room := columns - 1 - echo
	for n := len(parts); n > 1; n-- {
		if line := strings.Join(parts[:n], separator); utf8.RuneCountInString(line) <= room {
			return line
		}
	}
	if room < 10 {
		return ""
	}
	return i18n.Cut(parts[0], room)
}
