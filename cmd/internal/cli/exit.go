// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"context"
	"errors"

	"lizenzlotse/policy/assessment"
)

// An outcome is what a command learned that the exit code must tell. The zero outcome is a success.
type outcome struct {
	incomplete bool // something could not be read, or there was nothing to judge
	gate       gate
}

// A gate is a verdict and what to do about it. The zero gate is open.
type gate struct {
	closed   bool // the verdict is at or above --fail-on
	exitZero bool // --exit-zero: do not tell
}

// code chooses the exit code, the same for every format: 130 interrupted, over 2 wrong use or
// bad policy, over 3 incomplete, over 1 verdict at or above --fail-on, over 0.
func (o outcome) code(err error) int {
	switch {
	case errors.Is(err, context.Canceled):
		return 130
	case err != nil:
		return 2
	case o.incomplete:
		return 3
	case o.gate.closed && !o.gate.exitZero:
		return 1
	default:
		return 0
	}
}

// gateOf holds a verdict against the threshold given by --fail-on.
func gateOf(v, failOn assessment.Verdict, exitZero bool) gate {
	return gate{closed: v >= failOn && v > assessment.Satisfied, exitZero: exitZero}
}
