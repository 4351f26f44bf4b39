// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package scanner

import (
	"context"
	"errors"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"lizenzlotse/scanner/detect"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/source"
)

// errEnough ends a walk that came to the file it was for.
var errEnough = errors.New("found")

// Explain tells of one file of the inputs what detection took into account and what became of it.
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
		mu    sync.Mutex
		found bool
		list  []inventory.Candidate
		fault error
	)
	_, err := source.Walk(ctx, inputs, source.Options{Exclude: o.Exclude, Stdin: o.Stdin, Whole: func(p string) bool { return names[p] }}, func(e *source.Entry) error {
		if !names[e.Path] {
			return nil
		}
		mu.Lock()
		defer mu.Unlock()
		found = true
		if e.Data == nil && e.Size > 0 || !detect.IsText(e.Data) {
			fault = &inventory.Error{Message: inventory.Message{Key: "error.explain-no-text"}, Where: e.Path}
		} else {
			list = detect.Explain(e.Data, e.Path)
		}
		return errEnough
	})
	switch {
	case found:
		return list, fault
	case err != nil:
		return nil, err
	}
	return nil, &inventory.Error{Message: inventory.Message{Key: "error.explain-no-file"}, Where: file,
		Hint: inventory.Message{Key: "hint.explain-no-file"}}
}
