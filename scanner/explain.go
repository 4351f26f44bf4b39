// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/reuse"
	"lizenzlotse/scanner/source"
)

// Explain tells of one file of the inputs what detection took into account and what became of it, and
// what other files state of it.
// The file is named as results name it, relative to the input and with "!/" behind an archive, or by
// its path on this machine if it lies in an input that is a folder.
//
// The error is an [inventory.Error] if there is no such file or it is no text, or what [Scan] returns.
func Explain(ctx context.Context, inputs []string, file string, o Options) ([]inventory.Candidate, error) {
	names := map[string]bool{path.Clean(filepath.ToSlash(file)): true}
	if len(inputs) == 1 {
		if inner, ok := strings.CutPrefix(filepath.ToSlash(file), filepath.Base(inputs[0])+"!/"); ok {
			names[inner] = true
		}
		for _, base := range []string{inputs[0], filepath.Dir(inputs[0])} {
			if rel, err := filepath.Rel(base, file); err == nil && !strings.HasPrefix(rel, "..") {
				names[filepath.ToSlash(rel)] = true
			}
		}
	}
	var (
		mu         sync.Mutex
		list       []inventory.Candidate
		statements []annotations
		found      string // the path of the file
		text       bool
		fault      error
	)
	_, err := source.Walk(ctx, inputs, source.Options{Exclude: o.Exclude, Stdin: o.Stdin, Limits: source.Limits{Total: o.MaxUnpacked},
		Whole: func(path string) bool { return names[path] }}, func(e *source.Entry) error {
		mu.Lock()
		defer mu.Unlock()
		if _, ok := reuse.Wants(e.Path); ok && e.Data != nil {
			a, _ := readAnnotations(e)
			statements = append(statements, a)
		}
		if names[e.Path] {
			found = e.Path
			if text = e.Data != nil && e.Kind != source.KindBinary || e.Size == 0; text {
				list, fault = explainText(e)
			}
		}
		return nil
	})
	if err = cmp.Or(err, fault); err != nil {
		return nil, err
	}
	if found == "" {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.explain-no-file"}, Where: file,
			Hint: inventory.Message{Key: "hint.explain-no-file"}}
	}
	own := slices.ContainsFunc(list, func(c inventory.Candidate) bool { return c.Refused.Key == "" })
	for _, a := range setOf(statements).For(found, own, own) {
		for _, l := range a.Licenses {
			if l.State == inventory.Known {
				list = append(list, inventory.Candidate{Finding: annotationFinding(a, l)})
			}
		}
	}
	if len(list) == 0 && !text {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.explain-no-text"}, Where: found}
	}
	return list, nil
}

// explainText guards the run against a detector's fault, as scanText does.
func explainText(e *source.Entry) (list []inventory.Candidate, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &inventory.Error{Message: inventory.Message{Key: "error.explain-no-text"}, Where: e.Path, Cause: fmt.Errorf("%v", r)}
		}
	}()
	return detect.Explain(e.Data, e.Path), nil
}
