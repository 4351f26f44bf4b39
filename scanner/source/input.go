// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"lizenzlotse/scanner/inventory"
)

const (
	stdin     = "-"
	stdinName = "stdin"
)

func (w *walker) walk(inputs []string) (*Result, error) {
	if len(inputs) == 0 {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.no-input"}}
	}
	top := &level{walker: w, issues: &issues{}}
	subject := Untouched(inputs)
	for i, input := range inputs {
		w.last = i == len(inputs)-1
		name := subject.Inputs[i].Name
		if len(inputs) > 1 {
			top.input = name
		}
		in, err := top.open(input, name)
		if w.stopped() {
			break
		}
		if err != nil {
			return nil, err
		}
		subject.Inputs[i] = in
	}
	top.close()
	switch {
	case !w.stopped():
		describe(&subject)
	case w.parent.Err() == nil:
		return nil, w.err()
	}
	sortIssues(w.issues)
	result := &Result{Subject: subject, Issues: w.issues, Files: int(w.progress.Files.Load()), Bytes: w.progress.Bytes.Load()}
	result.Images, result.DocLinks = w.images, w.docLinks
	slices.SortFunc(result.Images, func(a, b Image) int { return cmp.Or(cmp.Compare(a.Folder, b.Folder), cmp.Compare(a.Number, b.Number)) })
	slices.SortFunc(result.DocLinks, func(a, b Link) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Target, b.Target)) })
	for i, p := range w.o.Exclude {
		result.Excluded = append(result.Excluded, Excluded{Pattern: p, Files: int(w.excluded[i].Load())})
	}
	return result, w.parent.Err()
}

// Untouched is the subject that the inputs make, as far as it can be told without opening one: it has no digest.
func Untouched(inputs []string) inventory.Subject {
	var subject inventory.Subject
	var names namer
	for _, input := range inputs {
		in := inventory.Input{Name: names.unique(InputName(input)), Kind: inventory.KindFile}
		if info, err := os.Stat(input); err == nil && info.IsDir() {
			in.Kind = inventory.KindTree
		}
		subject.Inputs = append(subject.Inputs, in)
	}
	describe(&subject)
	subject.SHA256 = ""
	return subject
}

// describe makes the subject of its inputs.
func describe(s *inventory.Subject) {
	if len(s.Inputs) == 1 {
		only := s.Inputs[0]
		s.Name, s.Kind, s.SHA256 = only.Name, only.Kind, only.SHA256
		return
	}
	const shown = 3
	s.Kind = inventory.KindBundle
	var names, lines []string
	for i, in := range s.Inputs {
		if i < shown {
			names = append(names, in.Name)
		}
		lines = append(lines, in.Name+" "+in.SHA256+"\n")
	}
	s.Name = strings.Join(names, ", ")
	if more := len(s.Inputs) - shown; more > 0 {
		s.Name += fmt.Sprintf(" +%d", more)
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "")))
	s.SHA256 = hex.EncodeToString(sum[:])
}

// InputName is the base name of an input, never more of its path.
func InputName(input string) string {
	if input == stdin {
		return stdinName
	}
	full, err := filepath.Abs(input)
	if err != nil {
		full = input
	}
	return cleanFolderPath(filepath.Base(full))
}

// open visits one input. The error says why it cannot be opened at all.
func (l *level) open(input, name string) (inventory.Input, error) {
	in := inventory.Input{Name: name, Kind: inventory.KindFile}
	alone := l.input == ""
	if input == stdin {
		l.expect(1)
		defer l.progress.Done.Add(1)
		s, err := l.stream(name, l.o.Stdin, alone)
		if err == nil {
			in.Kind, in.SHA256 = subjectKind(s.kind), s.sha256
		}
		return in, err
	}
	if input == "" {
		return in, &inventory.Error{Message: inventory.Message{Key: "error.input-unnamed"},
			Hint: inventory.Message{Key: "hint.input-unnamed"}}
	}
	info, err := os.Stat(input)
	if err != nil {
		return in, inputError(input, err)
	}
	if info.IsDir() {
		folder := &level{walker: l.walker, issues: &issues{}, input: l.input}
		if !alone {
			folder.path, folder.prefix = name, name+"/"
			folder.issues.path = name
		}
		in.Kind = inventory.KindTree
		in.SHA256, err = folder.folder(input)
		if err != nil {
			return in, inputError(input, err)
		}
		folder.close()
		return in, nil
	}
	if !info.Mode().IsRegular() { // to open a pipe would wait for whoever writes to it
		return in, &inventory.Error{Message: inventory.Message{Key: "error.input-special"}, Where: input,
			Hint: inventory.Message{Key: "hint.input-special"}}
	}
	f, err := os.Open(input)
	if err != nil {
		return in, inputError(input, err)
	}
	defer f.Close()
	l.expect(1)
	defer l.progress.Done.Add(1)
	if !alone && l.leftOut(name) {
		return in, nil
	}
	head := make([]byte, tarBlock)
	if n, err := f.ReadAt(head, 0); err == nil || err == io.EOF {
		l.arrived(name, head[:n])
	}
	s, _ := l.opened(name, f, info.Size(), alone)
	in.Kind, in.SHA256 = subjectKind(s.kind), s.sha256
	return in, nil
}

// arrived says of an input that nothing of it is there, or less than one block of a tar.
func (l *level) arrived(name string, head []byte) {
	switch {
	case len(head) == 0:
		l.issues.unread("input-empty", name, nil)
	case beginsTar(head):
		l.issues.unread("archive-truncated", name, nil)
	}
}

// beginsTar reports whether the data is a piece of a tar's first header: a name and, from its
// hundredth byte on, the mode as octal digits.
func beginsTar(head []byte) bool {
	const name, mode = 100, 8
	if len(head) < name+mode || len(head) >= tarBlock || head[0] == 0 {
		return false
	}
	text, padding, _ := bytes.Cut(head[:name], []byte{0})
	digits := strings.Trim(string(head[name:name+mode]), " \x00")
	return !bytes.ContainsFunc(text, unicode.IsControl) && zeros(padding) &&
		len(digits) >= 3 && len(digits) < mode && strings.Trim(digits, "01234567") == ""
}

func inputError(input string, err error) error {
	key := "error.input-unreadable"
	if errors.Is(err, fs.ErrNotExist) {
		key = "error.input-missing"
	}
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err // Where names the path already
	}
	return &inventory.Error{Message: inventory.Message{Key: key}, Where: input, Cause: err,
		Hint: inventory.Message{Key: "hint." + strings.TrimPrefix(key, "error.")}}
}

func subjectKind(k Kind) inventory.SubjectKind {
	switch {
	case k.SBOM():
		return inventory.KindSBOM
	case k.Archive():
		return inventory.KindArchive
	}
	return inventory.KindFile
}

// stream visits what comes through a pipe. Only what is too large for memory is read as it comes.
func (l *level) stream(name string, from io.Reader, alone bool) (seen, error) {
	if from == nil {
		return seen{}, &inventory.Error{Message: inventory.Message{Key: "error.no-stdin"}, Where: stdin}
	}
	// A pipe that nobody writes to must not outlast the context.
	r, w := io.Pipe()
	defer r.Close()
	go func() {
		_, err := io.Copy(w, from)
		w.CloseWithError(err)
	}()
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		select {
		case <-l.ctx.Done():
			w.CloseWithError(l.ctx.Err())
		case <-stop:
		}
	}()

	c, err := l.read(r, 0, l.large)
	defer c.release()
	if err == nil {
		l.arrived(name, c.data)
		return l.inMemory(name, &c, alone), nil
	}
	if !errors.Is(err, errTooLarge) {
		return seen{}, inputError(stdin, err)
	}
	s := seen{kind: Identify(c.data[:min(len(c.data), headSize)])}
	whole := io.LimitReader(io.MultiReader(bytes.NewReader(c.data), r), l.limits.Total+1)
	reads := s.kind.Archive() && !s.kind.unsupported()
	if !reads {
		l.issues.unread("file-too-large", name, inventory.Args{"size": number(int64(len(c.data))), "limit": number(l.limits.Entry)})
		d, n, err := l.sumStream(whole)
		if err != nil {
			return s, inputError(stdin, err)
		}
		l.hand(&Entry{Path: name, Size: n, Kind: s.kind, Partial: n > l.limits.Total}, d)
		if s.size = n; n <= l.limits.Total {
			s.sha256 = d.sha256
		}
		return s, nil
	}
	inner := name
	if alone {
		inner = ""
	}
	digest := sha256.New()
	passed := &counter{r: io.TeeReader(whole, digest)}
	l.descend(inner, name, s.kind, stored{stream: passed}, true)
	if _, err := io.Copy(io.Discard, passed); err != nil {
		return s, inputError(stdin, err)
	}
	s.size = passed.n
	sum := hex.EncodeToString(digest.Sum(nil))
	if !alone {
		l.hand(&Entry{Path: name, Size: s.size, Kind: s.kind, Partial: s.size > l.limits.Total}, sums{sha256: sum})
	}
	if s.size <= l.limits.Total {
		s.sha256 = sum
	}
	return s, nil
}
