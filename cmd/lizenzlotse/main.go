// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Command lizenzlotse checks software that is offered to or made by public bodies: which licences
// it is under and what a policy says of them.
package main

import (
	"os"

	"lizenzlotse/cmd/internal/cli"
)

func main() { os.Exit(cli.Run(os.Args, os.Stdin, os.Stdout, os.Stderr)) }
