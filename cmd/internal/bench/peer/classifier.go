// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build ignore

// Command classifier runs licenseclassifier v2 over whole files as Trivy does: one at a time,
// normalised, and only matches of a confidence over 0.9 count.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/google/licenseclassifier/v2/assets"
)

func main() {
	classifier, err := assets.DefaultClassifier()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	err = filepath.WalkDir(os.Args[1], func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range classifier.Match(classifier.Normalize(data)).Matches {
			if match.Confidence > 0.9 {
				fmt.Println(path, match.MatchType, match.Name)
			}
		}
		return nil
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
