// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build unix

package main

import (
	"os"
	"runtime"
	"syscall"
)

// peakMB is the most memory a process that has ended had in use. Linux counts from before the
// exec too, so that no process has less than the one that started it: this program stays small,
// and what needs memory it does in processes of its own.
func peakMB(p *os.ProcessState) float64 {
	r, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	unit := 1024.0
	if runtime.GOOS == "darwin" || runtime.GOOS == "ios" {
		unit = 1
	}
	return float64(r.Maxrss) * unit / 1e6
}
