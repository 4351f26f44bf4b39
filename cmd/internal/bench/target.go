// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import "slices"

// A metric is what a target speaks of.
type metric string

const (
	timesWall    metric = "wall / reference"
	timesFaster  metric = "reference / wall"
	timesPeak    metric = "peak / reference"
	peakMemory   metric = "peak MB"
	proportional metric = "wall / reference, for each byte"
)

// A target is a figure to be reached, in the words of who asked for it. A bound that is 0 is none.
type target struct {
	Words  string  `json:"target"`
	Metric metric  `json:"metric"`
	Least  float64 `json:"least,omitempty"`
	Most   float64 `json:"most,omitempty"`
}

// The figures to reach: page cache warm, two processors, cache of findings off unless said.
var (
	treeTargets = []target{
		{"wall ≤ 4 × rg", timesWall, 0, 4},
		{"the least that counts as done: 8 × rg", timesWall, 0, 8},
		{"peak memory ≤ 400 MB", peakMemory, 0, 400},
	}
	warmTargets       = []target{{"with the cache warm ≤ 3 × rg", timesWall, 0, 3}}
	classifierTargets = []target{{"at least 20 × faster than licenseclassifier as Trivy uses it", timesFaster, 20, 0}}
	scancodeTargets   = []target{{"at least 500 × faster than ScanCode", timesFaster, 500, 0}}
	startTargets      = []target{
		{"≤ 12 × a Go program that prints its version", timesWall, 0, 12},
		{"≤ 60 MB", peakMemory, 0, 60},
	}
	sbomTargets = []target{
		{"≤ 3 × the time of decoding it with the library alone", timesWall, 0, 3},
		{"≤ 2 × the memory of decoding it with the library alone", timesPeak, 0, 2},
	}
	linearTargets = []target{{"within 15 % of proportional", proportional, 0.85, 1.15}}
)

// A verdict is a target and what was measured of it.
type verdict struct {
	target
	Value float64 `json:"value"`
	Met   bool    `json:"met"`
}

// A result is a row that was measured, or the reason why it was not.
type result struct {
	Name      string `json:"name"`
	Command   string `json:"command,omitempty"`
	Input     *input `json:"input,omitempty"`
	Ours      usage  `json:"ours"`      // medians; the peak is the highest
	Reference *usage `json:"reference"` // nil: none was measured
	// Against names the reference.
	Against string  `json:"against,omitempty"`
	Rounds  int     `json:"rounds"`
	Ratio   float64 `json:"wallRatio,omitempty"` // ours / reference, the median of the rounds
	CPU     float64 `json:"cpuRatio,omitempty"`
	Peak    float64 `json:"peakRatio,omitempty"`
	// Verdicts has a target only where it was measured.
	Verdicts []verdict `json:"targets"`
	Skipped  string    `json:"skipped,omitempty"`
	Note     string    `json:"note,omitempty"`
}

// judge fills in what follows from the rounds. The input of ours has bytes times as many bytes as
// that of the reference.
func (r *result) judge(ours, reference []usage, bytes float64, targets []target) {
	r.Rounds = len(ours)
	r.Ours = middle(ours)
	if len(reference) > 0 {
		m := middle(reference)
		r.Reference = &m
		r.Ratio = ratios(ours, reference, func(u usage) float64 { return u.Wall })
		r.CPU = ratios(ours, reference, func(u usage) float64 { return u.CPU })
		r.Peak = over(r.Ours.Peak, m.Peak)
	}
	values := map[metric]float64{
		timesWall: r.Ratio, timesFaster: over(1, r.Ratio), timesPeak: r.Peak,
		peakMemory: r.Ours.Peak, proportional: over(r.Ratio, bytes),
	}
	for _, t := range targets {
		if v := values[t.Metric]; v > 0 {
			r.Verdicts = append(r.Verdicts, verdict{t, v, v >= t.Least && (t.Most == 0 || v <= t.Most)})
		}
	}
}

// middle has the medians of time and the highest of memory, and the exit code that is no 0 if there is one.
func middle(list []usage) (m usage) {
	m.Wall = median(list, func(u usage) float64 { return u.Wall })
	m.CPU = median(list, func(u usage) float64 { return u.CPU })
	for _, u := range list {
		m.Peak = max(m.Peak, u.Peak)
		m.Code = max(m.Code, u.Code)
	}
	return m
}

// ratios is the median of the ratios of the rounds; where one side has fewer of them, the ratio of the medians.
func ratios(ours, reference []usage, of func(usage) float64) float64 {
	if len(ours) != len(reference) {
		return over(median(ours, of), median(reference, of))
	}
	rounds := make([]int, len(ours))
	for i := range rounds {
		rounds[i] = i
	}
	return median(rounds, func(i int) float64 { return over(of(ours[i]), of(reference[i])) })
}

func median[T any](list []T, of func(T) float64) float64 {
	values := make([]float64, len(list))
	for i, v := range list {
		values[i] = of(v)
	}
	slices.Sort(values)
	half := len(values) / 2
	switch {
	case len(values) == 0:
		return 0
	case len(values)%2 == 1:
		return values[half]
	}
	return (values[half-1] + values[half]) / 2
}

// over divides, and is 0, for not known, where there is nothing to divide by.
func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
