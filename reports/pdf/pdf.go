// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package pdf prints an HTML page as a tagged PDF, which people who do not see it can have read to them. No Go library
// writes one, so a browser that is installed does: Chromium, Chrome or Edge. This is the one package of the
// product that starts another program. The browser gets one page that we wrote, in a private folder, with a fresh
// profile and no network, and a time to be done in.
package pdf

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"lizenzlotse/scanner/inventory"
)

const (
	limit   = 3 * time.Minute // for the browser; a page of ours takes seconds
	maxSize = 256 << 20       // bytes of a PDF; one page of ours gives a few millions at most
	maxLog  = 64 << 10        // bytes of what the browser says that are looked at, its last ones
)

// Options say how.
type Options struct {
	Dir         string    // an empty folder that only the user may read; whoever made it removes it
	Created     time.Time // the stamp of the document
	ToolVersion string    // of the program
}

// Print writes to w what the browser makes of a self-contained HTML page. Where there is no browser, it fails, takes
// longer than three minutes or writes no tagged PDF, the error is an [inventory.Error], and nothing was written. When
// the context ends, so do the browser and all processes it started, and the error is that of the context.
//
// Same page, options, browser and fonts give the same bytes.
func Print(ctx context.Context, w io.Writer, page []byte, o Options) error {
	browser, err := Browser()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	from, to := filepath.Join(o.Dir, "page.html"), filepath.Join(o.Dir, "page.pdf")
	if err := os.WriteFile(from, page, 0o600); err != nil {
		return err
	}
	said, err := run(ctx, browser, arguments(from, to, o), o.Dir)
	if err != nil {
		return err
	}
	data, err := read(to)
	if err != nil {
		key := "error.pdf-not-printed"
		if errors.Is(err, errLarge) {
			key = "error.pdf-large"
		}
		return failed(key, browser, said)
	}
	if err := tagged(data, browser); err != nil {
		return err
	}
	_, err = w.Write(stamped(data, o.Created))
	return err
}

// arguments are those of the browser. None of them may be unknown to it in a way that stops it: it ignores those it does not know.
func arguments(from, to string, o Options) []string {
	list := []string{
		"--headless",
		"--user-data-dir=" + filepath.Join(o.Dir, "profile"),
		"--disable-gpu", // it needs none, and looking for one takes time and warns
		// No name is resolved and no proxy asked; the page's own Content-Security-Policy lets nothing be loaded anyway.
		"--host-resolver-rules=MAP * ~NOTFOUND",
		"--no-proxy-server",
		"--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-domain-reliability",
		"--disable-extensions", "--disable-sync", "--no-pings", "--no-first-run", "--no-default-browser-check",
		"--disable-breakpad", "--metrics-recording-only",
		"--password-store=basic", "--use-mock-keychain", // no dialogue of a key store
		"--user-agent=Lizenzlotse " + o.ToolVersion, // stands in the PDF as what made it; else it says on which system
		"--export-tagged-pdf", "--generate-pdf-document-outline",
		"--no-pdf-header-footer", "--print-to-pdf-no-header", // the page has a running title and numbers of its own; two names of one option
		"--print-to-pdf=" + to,
	}
	if os.Geteuid() == 0 {
		// The browser refuses to start its sandbox as root, as programs in containers often run. Anybody else keeps it.
		list = append(list, "--no-sandbox")
	}
	path := filepath.ToSlash(from)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/…
	}
	return append(list, (&url.URL{Scheme: "file", Path: path}).String())
}

// run starts the browser and waits for its end. What it says goes to a file: a pipe would be held open by whatever it leaves behind.
func run(ctx context.Context, browser string, args []string, dir string) (said string, err error) {
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	log, err := os.OpenFile(filepath.Join(dir, "log"), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	defer log.Close()
	cmd := exec.CommandContext(ctx, browser, args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, log, log
	// What belongs to no profile (crash reports, caches of fonts) goes to the folder too, and not to the user's.
	cmd.Env = append(os.Environ(), "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "XDG_CACHE_HOME="+filepath.Join(dir, "cache"))
	together(cmd)
	cmd.Cancel = func() error { return end(cmd) }
	err = cmd.Start()
	if err == nil {
		err = cmd.Wait()
		_ = end(cmd) // what it has left running
	}
	switch {
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return "", failed("error.pdf-slow", browser, "")
	case ctx.Err() != nil:
		return "", ctx.Err()
	}
	said = last(log)
	if err == nil {
		return said, nil
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || said == "" {
		said = err.Error()
	}
	return "", failed("error.pdf-not-printed", browser, said)
}

// failed makes the error of a browser that gave no document, with what it said itself.
func failed(key, browser, said string) error {
	e := &inventory.Error{Message: inventory.Message{Key: key, Args: inventory.Args{"path": browser}}, Hint: hint("hint.pdf-by-hand")}
	switch {
	case strings.Contains(said, "usable sandbox"):
		e.Hint = hint("hint.pdf-sandbox")
	case key == "error.pdf-not-printed":
		e.Hint = hint("hint.pdf-folder")
	}
	if said != "" {
		e.Cause = errors.New(said)
	}
	return e
}

// last gives the line of the browser that tells most: the one it calls fatal, else its last.
func last(log *os.File) string {
	info, err := log.Stat()
	if err != nil {
		return ""
	}
	tail := make([]byte, min(info.Size(), maxLog))
	n, _ := log.ReadAt(tail, info.Size()-int64(len(tail)))
	found := ""
	for line := range strings.Lines(strings.ToValidUTF8(string(tail[:n]), "\uFFFD")) {
		line = strings.TrimSpace(line)
		if strings.Contains(line, ":FATAL:") {
			found = line
			break
		}
		if line != "" {
			found = line
		}
	}
	if r := []rune(found); len(r) > 300 {
		found = string(r[:300]) + "…"
	}
	return found
}

var (
	errLarge = errors.New("too large")
	errNoPDF = errors.New("no PDF")
)

// read reads what the browser wrote, if it is a whole PDF.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errNoPDF
	case info.Size() > maxSize:
		return nil, errLarge
	}
	data, err := io.ReadAll(io.LimitReader(f, maxSize))
	switch {
	case err != nil:
		return nil, err
	case !bytes.HasPrefix(data, []byte("%PDF-")) || !bytes.Contains(data[max(0, len(data)-64):], []byte("%%EOF")):
		return nil, errNoPDF
	}
	return data, nil
}

// tagged refuses a document without a structure (ISO 32000-1, 14.7 and 14.8), as browsers of former years write it: nobody could
// have it read aloud, and it would be filed as if somebody could.
func tagged(data []byte, browser string) error {
	for _, entry := range []string{"/StructTreeRoot", "/MarkInfo", "/Lang"} {
		if !bytes.Contains(data, []byte(entry)) {
			return failed("error.pdf-untagged", browser, "")
		}
	}
	return nil
}

// date is how the browsers write one.
var date = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/(?:CreationDate|ModDate) \(D:[0-9]{14}[+-][0-9]{2}'[0-9]{2}'\)`)
})

// stamped puts the stamp in the place of the time at which the browser ran (ISO 32000-1, 7.9.4). It keeps the
// length, so that the offsets in the document stay right.
func stamped(data []byte, created time.Time) []byte {
	return date().ReplaceAllFunc(data, func(old []byte) []byte {
		name, _, _ := bytes.Cut(old, []byte("("))
		stamp := string(name) + created.UTC().Format("(D:20060102150405+00'00')")
		if len(stamp) != len(old) {
			return old
		}
		return []byte(stamp)
	})
}
