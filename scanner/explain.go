// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"cmp"
	"context"
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
	)
	_, err := source.Walk(ctx, inputs, source.Options{Exclude: o.Exclude, Stdin: o.Stdin}, func(e *source.Entry) error {
		mu.Lock()
		defer mu.Unlock()
		if _, ok := reuse.Wants(e.Path); ok && e.Data != nil {
			a, _ := readAnnotations(e)
			statements = append(statements, a)
		}
		if names[e.Path] {
			found = e.Path
			if text = e.Data != nil && e.Kind != source.KindBinary || e.Size == 0; text {
				list = detect.Explain(e.Data, e.Path)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if found == "" {
		return nil, &inventory.Error{Message: inventory.Message{Key: "error.explain-no-file"}, Where: file,
			Hint: inventory.Message{Key: "hint.explain-no-file"}}
	}
	slices.SortFunc(statements, func(a, b annotations) int { return cmp.Compare(a.path, b.path) })
	var all []reuse.Annotation
	for _, a := range statements {
		all = append(all, a.list...)
	}
	own := slices.ContainsFunc(list, func(c inventory.Candidate) bool { return c.Refused.Key == "" })
	for _, a := range reuse.NewSet(all).For(found, own, own) {
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
