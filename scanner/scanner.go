// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package scanner says what is there: it walks what was handed over, has every file looked at by
// those who know its format, and puts what they found into one inventory.
//
// It judges nothing and fails closed: what could not be read is an Issue with Effect unread, and
// then the inventory is incomplete.
package scanner

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"lizenzlotse/scanner/cache"
	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/sbom"
	"lizenzlotse/scanner/source"
	"lizenzlotse/scanner/spdx"
)

// Options of a scan. The zero Options examine everything and compute SHA-256 only.
type Options struct {
	Exclude []source.Pattern // left out; each is listed in the inventory with its reason and count
	SHA1    bool             // also compute SHA-1 of each file, which SPDX 2.3 wants
	Stdin   io.Reader        // what the input "-" reads
	Version string           // of the tool, noted in the inventory
	Cache   *cache.Store     // what detection found before, of [OpenCache]; nil: every file is read anew
	Lists   []string         // files that are lists of components and licences, CSV or XLSX, wherever they lie
	// Declarations are files that are self-declarations of the bidder, wherever they lie.
	Declarations []string
	Wordings     *Wordings // if not nil, keeps the licence texts and notices of the files; a saved result has none
	// LocalCaches has what package managers keep on this machine searched for the components that are only named, read-only.
	LocalCaches bool
	Lookup      *Lookup // nil: nobody is asked, and no connection is opened

	// MaxUnpacked is how many bytes may come out of one archive with everything nested in it, or of a file that is read in pieces; 0: 2 GiB.
	MaxUnpacked int64

	Progress *Progress // if not nil, is kept up to date during the scan
}

// A Progress is how far a scan is. It may be read at any time from any goroutine, and serves one
// scan; the zero Progress is ready for use.
type Progress struct {
	source.Progress
	Findings  atomic.Int64 // of licences in files
	Assembled atomic.Bool  // all files are visited, and what they hold is being put together, or was
	// How many components registries were asked about, and are to be.
	Asked, ToAsk atomic.Int64
}

// OpenCache opens the user's cache of what detection found, for this build and its data. It is nil if
// there is none that can be used; that changes nothing but speed. The caller must Close it.
func OpenCache() *cache.Store {
	build := cache.Build()
	if build != "" {
		build += " " + detect.Version() + " " + recordVersion
	}
	return cache.Open(cache.Dir(), build, 0)
}

// Scan examines the inputs together, as one bundle if there are several. An input may be a folder,
// a file, an archive, an SBOM, "-" for stdin, or, alone, a saved result, which is read and not
// scanned again.
//
// The error is an [inventory.Error] if an input does not exist or cannot be opened, or one of Lists or
// Declarations is none, or the context's. Whatever is wrong inside an input is an Issue of the inventory instead. Once the
// context ends during the walk there is an inventory beside the error: what was found until then,
// which an unread Issue says.
func Scan(ctx context.Context, inputs []string, o Options) (*inventory.Inventory, error) {
	given, err := readLists(o.Lists)
	if err != nil {
		return nil, err
	}
	declared, err := readDeclarations(o.Declarations)
	if err != nil {
		return nil, err
	}
	if len(inputs) == 1 {
		if inputs[0] == "-" && o.Stdin != nil {
			r := untilDone(ctx, o.Stdin)
			defer r.Close()
			o.Stdin = r
		}
		saved, stdin, err := openSaved(inputs[0], o.Stdin)
		if err != nil {
			return nil, err
		}
		if saved != nil {
			defer saved.Close()
			v, err := readSaved(saved, inputs[0])
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			if err == nil && len(given)+len(declared) > 0 {
				attachLists(v, given)
				attachDeclared(v, declared)
				sortIssues(v)
				sortRelations(v)
			}
			return v, err
		}
		o.Stdin = stdin
	}
	if o.Progress == nil {
		o.Progress = &Progress{}
	}
	c := collector{cache: o.Cache, progress: o.Progress, wordings: o.Wordings, given: given, declared: declared}
	if len(inputs) == 1 {
		c.whole = wholeList(inputs[0])
	}
	walked, err := c.walk(ctx, inputs,
		source.Options{Exclude: o.Exclude, SHA1: o.SHA1, Stdin: o.Stdin, Whole: isStructured, Wraps: sbom.Holds, Recall: c.recall, Progress: &o.Progress.Progress,
			Limits: source.Limits{Total: o.MaxUnpacked}})
	if walked == nil {
		return nil, err
	}
	o.Progress.Assembled.Store(true)
	v := c.assemble(walked)
	if (o.LocalCaches || o.Lookup != nil) && err == nil {
		err = c.consult(ctx, v, o)
	}
	v.Tools = []inventory.Tool{
		{Name: "lizenzlotse", Version: o.Version},
		{Name: "lizenzlotse-detect", Version: detect.Version()},
		{Name: "SPDX License List", Version: spdx.ListVersion},
	}
	return v, err
}

// patience is how long what is being visited may take to notice that the walk is to end.
const patience = 150 * time.Millisecond

// walk collects what the walk hands over. Once the context ends it waits no longer than that takes
// by itself: a read may be blocked, and a large document cannot be left half way.
func (c *collector) walk(ctx context.Context, inputs []string, o source.Options) (*source.Result, error) {
	type end struct {
		*source.Result
		error
	}
	ended := make(chan end, 1)
	go func() {
		r, err := source.Walk(ctx, inputs, o, c.visit)
		ended <- end{r, err}
	}()
	var e end
	select {
	case e = <-ended:
	case <-ctx.Done():
		select {
		case e = <-ended:
		case <-time.After(patience):
			e = end{&source.Result{Subject: source.Untouched(inputs)}, ctx.Err()}
		}
	}
	if e.error != nil && e.Result != nil {
		c.end(inventory.Issue{Code: inventory.IssueInterrupted, Effect: inventory.Unread, Args: inventory.Args{
			"files": strconv.FormatInt(o.Progress.Files.Load(), 10)}})
	}
	return e.Result, e.error
}

// peekSize is more than enough to see the schema, which a saved result names first.
const peekSize = 512

// openSaved opens the input if it is a saved result. Otherwise the result is nil, and stdin is
// what is still to be read where the input was "-".
func openSaved(input string, stdin io.Reader) (io.ReadCloser, io.Reader, error) {
	if input == "-" && stdin != nil {
		b := bufio.NewReaderSize(stdin, peekSize)
		if head, _ := b.Peek(peekSize); isSaved(head) {
			return io.NopCloser(b), nil, nil
		}
		return nil, b, nil
	}
	info, err := os.Stat(input)
	if err != nil || !info.Mode().IsRegular() {
		return nil, stdin, nil // the walk says what is wrong
	}
	f, err := os.Open(input)
	if err != nil {
		return nil, stdin, nil
	}
	head := make([]byte, peekSize)
	n, _ := io.ReadFull(f, head)
	if !isSaved(head[:n]) {
		f.Close()
		return nil, stdin, nil
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		f.Close()
		return nil, nil, &inventory.Error{Message: inventory.Message{Key: "error.input-unreadable"}, Where: input, Cause: err}
	}
	return f, nil, nil
}

// untilDone reads from a pipe that perhaps nobody writes to, and which must not outlast the context.
func untilDone(ctx context.Context, from io.Reader) *io.PipeReader {
	r, w := io.Pipe()
	stop := context.AfterFunc(ctx, func() { w.CloseWithError(ctx.Err()) })
	go func() {
		defer stop()
		_, err := io.Copy(w, from)
		w.CloseWithError(err)
	}()
	return r
}

func isSaved(head []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(head, " \t\r\n"), []byte("{")) &&
		bytes.Contains(head, []byte(`"schema"`)) && bytes.Contains(head, []byte(`"lizenzlotse-result/`))
}

func readSaved(r io.Reader, input string) (*inventory.Inventory, error) {
	v, err := inventory.Read(bufio.NewReaderSize(r, 1<<20))
	if errors.Is(err, inventory.ErrRedacted) {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.redacted-input"}, Where: input, Hint: inventory.Message{Key: "hint.redacted-input"}}
	}
	if err != nil {
		return nil, &inventory.Error{
			Message: inventory.Message{Key: "error.result-unreadable"}, Where: input, Cause: err,
			Hint: inventory.Message{Key: "hint.scan-again"},
		}
	}
	if !slices.ContainsFunc(v.Issues, func(i inventory.Issue) bool { return i.Code == inventory.IssueSaved }) {
		v.Issues = append(v.Issues, inventory.Issue{Code: inventory.IssueSaved, Path: filepath.Base(input), Effect: inventory.Note})
	}
	return v, nil
}
