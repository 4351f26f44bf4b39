// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !unix

package main

import "os"

// peakMB is not known here.
func peakMB(*os.ProcessState) float64 { return 0 }
