// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !unix

package pdf

import "os/exec"

// together does nothing: there are no process groups.
func together(*exec.Cmd) {}

// end ends the program. The processes that a browser starts end by themselves when it is gone.
func end(cmd *exec.Cmd) error { return cmd.Process.Kill() }
