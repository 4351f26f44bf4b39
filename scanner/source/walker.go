// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"context"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"lizenzlotse/scanner/inventory"
)

// A walker is one call of Walk.
//
// Work is handed on with spawn, which runs it right here when all workers are busy: nobody ever
// waits for a queue, and no more contents are in memory than there are workers. Within one
// archive, everything that counts against its budget happens in one goroutine and in the order of
// the archive, so that a limit is hit at the same entry every time.
type walker struct {
	parent context.Context
	ctx    context.Context
	cancel context.CancelCauseFunc
	o      Options
	limits Limits
	visit  func(*Entry) error

	exclude  excluder
	excluded []atomic.Int64 // for each of Options.Exclude
	progress *Progress
	listed   int64 // files of the inputs so far; used by the goroutine that opens the inputs
	last     bool  // no input comes after the one that is being visited

	workers chan struct{} // one place for each goroutine beside the first
	large   chan struct{} // one place for each content over largeSize in memory

	mu         sync.Mutex
	issues     []inventory.Issue
	images     []Image
	layerLinks map[string][]string // what is neither file nor folder in what may be a layer, by its path
	docLinks   []Link
}

func newWalker(ctx context.Context, o Options, visit func(*Entry) error) (*walker, error) {
	exclude, err := newExcluder(o.Exclude)
	if err != nil {
		return nil, err
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	w := &walker{
		parent: ctx, o: o, limits: o.Limits.withDefaults(), visit: visit,
		exclude: exclude, excluded: make([]atomic.Int64, len(o.Exclude)), progress: o.Progress,
		workers: make(chan struct{}, o.Workers-1),
		large:   make(chan struct{}, max(2, o.Workers/4)),
	}
	if w.progress == nil {
		w.progress = &Progress{}
	}
	w.ctx, w.cancel = context.WithCancelCause(ctx)
	return w, nil
}

// stopped reports whether the walk is to end early.
func (w *walker) stopped() bool { return w.ctx.Err() != nil }

// err is what ended the walk early, or nil.
func (w *walker) err() error {
	if err := w.parent.Err(); err != nil {
		return err
	}
	return context.Cause(w.ctx)
}

// A level is a folder, an archive, or the inputs as a whole: what directly holds the entries that
// are being visited. It is listed by one goroutine.
type level struct {
	*walker
	path      string   // of the folder or archive; empty for the input itself
	prefix    string   // of the paths in it
	input     string   // the first name of all paths if there are several inputs
	depth     int      // of its entries
	large     bool     // it lies in memory and has one of the walker's places for large contents
	packed    []string // what its one file is compressed with, from the outside in; nil for a folder or an archive
	budget    *budget
	issues    *issues
	names     namer
	tasks     sync.WaitGroup
	parts     *parts            // nil: no images are looked for here
	layer     bool              // it may be the layer of an image
	links     []string          // then, what in it is neither file nor folder
	section   *io.SectionReader // the tar, where it is read in its place
	form      Kind              // of the archive
	free      bool              // it is a part of the form of what holds it, and does not count as an archive in another
	uncounted int               // of depth: such parts
}

// enter opens the level of an archive at path. Nothing may be visited in it after close.
func (l *level) enter(path string, large bool) *level {
	in := &level{
		walker: l.walker, path: path, prefix: path + "!/", input: l.input, depth: l.depth + 1,
		large: l.large || large, budget: l.budget, issues: &issues{path: path}, uncounted: l.uncounted,
	}
	in.layer, _ = l.parts.has(path)
	if in.free = l.packs(path); in.free {
		in.uncounted++
	}
	if path == "" {
		in.prefix = ""
	}
	in.packed = l.packed
	if in.budget == nil {
		in.budget = &budget{path: path, issues: in.issues, limits: l.limits}
	}
	return in
}

// packs reports whether an archive in this one is how its form holds what is in it: the layer of an image, the tars of a package. There
// is none in one that is such a part itself, or there would be no end to them.
func (l *level) packs(p string) bool {
	if l.free {
		return false
	}
	_, layer := l.parts.has(p)
	return layer || l.packagePart(p)
}

// packagePart reports whether that is one of the archives in which a package has its files.
func (l *level) packagePart(p string) bool {
	switch name := strings.TrimPrefix(p, l.prefix); l.form {
	case KindDeb:
		return isDebPart(name)
	case KindTar: // a gem; what else has these names is no deeper for it
		return name == "data.tar.gz" || name == "metadata.gz" || name == "checksums.yaml.gz"
	}
	return false
}

// close waits for the visits of the level.
func (l *level) close() {
	l.tasks.Wait()
	l.finishImages()
	found := l.issues.finish()
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.links) > 0 {
		if l.layerLinks == nil {
			l.layerLinks = map[string][]string{}
		}
		l.layerLinks[l.path] = l.links
	}
	l.walker.issues = append(l.walker.issues, found...)
}

// spawn runs f, beside the caller if a worker is free. Large contents in an archive that itself
// lies in memory are visited one after the other: only the outermost has a place of the walker's.
func (l *level) spawn(large bool, f func()) {
	if l.large && large {
		f()
		return
	}
	select {
	case l.workers <- struct{}{}:
		l.tasks.Go(func() {
			defer func() { <-l.workers }()
			f()
		})
	default:
		f()
	}
}

// admit cleans the name that an archive gives to an entry, and reports whether it is to be visited.
func (l *level) admit(raw string) (path string, ok bool) {
	cleaned := cleanPath(raw)
	if alias, ok := l.parts.alias(cleaned); ok {
		path = l.names.unique(l.prefix + alias)
		l.parts.put(cleaned, path)
		return path, !l.leftOut(path)
	}
	path = l.names.unique(l.prefix + cleaned)
	l.parts.put(cleaned, path)
	if folder := versionControl(cleaned); folder != "" {
		l.issues.versionControl(l.prefix+folder, 1)
		return path, false
	}
	if l.leftOut(path) {
		return path, false
	}
	if path[len(l.prefix):] != plainly(raw) {
		l.issues.cleaned(path, raw)
	}
	return path, true
}

// leftOut reports whether a pattern leaves the path out, and counts it.
func (l *level) leftOut(path string) bool {
	i := l.exclude.match(path, l.input)
	if i < 0 {
		return false
	}
	l.excluded[i].Add(1)
	return true
}

// sums are the digests of a content.
type sums struct{ sha256, sha1 string }

func (w *walker) sum(data []byte) sums {
	s := sha256.Sum256(data)
	out := sums{sha256: hex.EncodeToString(s[:])}
	if w.o.SHA1 {
		s := sha1.Sum(data)
		out.sha1 = hex.EncodeToString(s[:])
	}
	return out
}

// hand gives an entry to the visitor. It counts it unless the walk has ended.
func (l *level) hand(e *Entry, s sums) {
	if l.stopped() {
		return
	}
	e.SHA256, e.SHA1, e.Depth, e.Packed = s.sha256, s.sha1, l.depth, l.packed
	l.progress.Files.Add(1)
	l.progress.Bytes.Add(e.Size)
	l.parts.handed(e)
	if err := l.visit(e); err != nil {
		l.cancel(err)
	}
}

// examine recognises a content in memory and hands it to the visitor.
func (l *level) examine(path string, data []byte, partial bool) (Kind, sums) {
	s := l.sum(data)
	e := &Entry{Path: path, Size: int64(len(data)), SHA256: s.sha256, Data: data, Partial: partial}
	l.identify(e)
	if e.Kind.unsupported() {
		l.issues.unread("archive-unsupported", path, inventory.Args{"kind": string(e.Kind)})
	}
	l.hand(e, s)
	return e.Kind, s
}
