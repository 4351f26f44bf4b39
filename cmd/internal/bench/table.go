// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"io"
	"strings"
)

const head = `| what | input | wall s | CPU s | peak MB | reference | wall s | CPU s | peak MB | ratio | target |
|---|---|---|---|---|---|---|---|---|---|---|
`

// table writes the results as Markdown.
func table(w io.Writer, results []result) error {
	var b strings.Builder
	b.WriteString(head)
	for _, r := range results {
		var cells []string
		if r.Skipped != "" {
			cells = []string{r.Name, "–", "–", "–", "–", "–", "–", "–", "–", "–", "not measured: " + r.Skipped}
		} else {
			cells = append([]string{fmt.Sprintf("%s: `%s`", r.Name, r.Command), r.Input.words()}, r.Ours.cells()...)
			if r.Reference != nil {
				cells = append(append(cells, r.Against), r.Reference.cells()...)
			} else {
				cells = append(cells, "–", "–", "–", "–")
			}
			cells = append(cells, r.ratios(), r.targets())
		}
		for _, cell := range cells {
			b.WriteString("| " + strings.NewReplacer("|", `\|`, "\n", " ").Replace(cell) + " ")
		}
		b.WriteString("|\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (in *input) words() string {
	s := fmt.Sprintf("%d files, %s MB", in.Files, number(float64(in.Bytes)/1e6))
	if in.Files == 1 {
		s = fmt.Sprintf("%s MB", number(float64(in.Bytes)/1e6))
	}
	if in.Note != "" {
		s += ", " + in.Note
	}
	return s
}

func (u usage) cells() []string {
	peak := "–"
	if u.Peak > 0 {
		peak = number(u.Peak)
	}
	return []string{number(u.Wall), number(u.CPU), peak}
}

func (r *result) targets() string {
	var parts []string
	for _, v := range r.Verdicts {
		word := "**missed**"
		if v.Met {
			word = "met"
		}
		parts = append(parts, fmt.Sprintf("%s: %s (%s)", v.Words, word, number(v.Value)))
	}
	if r.Note != "" {
		parts = append(parts, r.Note)
	}
	if r.Ours.Code != 0 {
		parts = append(parts, fmt.Sprintf("exit %d", r.Ours.Code))
	}
	if parts == nil {
		return "–"
	}
	return strings.Join(parts, "; ")
}

// ratios has that of the processor's time too: on a busy machine it is the steadier one.
func (r *result) ratios() string {
	if r.Ratio == 0 {
		return "–"
	}
	return "wall " + times(r.Ratio) + ", CPU " + times(r.CPU)
}

// times words a ratio; small ones as a fraction.
func times(ratio float64) string {
	switch {
	case ratio == 0:
		return "–"
	case ratio < 0.5:
		return "1/" + number(1/ratio)
	}
	return number(ratio) + " ×"
}

// number has as many decimals as a reader can use.
func number(v float64) string {
	switch {
	case v >= 99.5:
		return fmt.Sprintf("%.0f", v)
	case v >= 9.95:
		return fmt.Sprintf("%.1f", v)
	case v >= 0.0995:
		return fmt.Sprintf("%.2f", v)
	case v >= 0.00995:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.4f", v)
}
