// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build ignore

// Command hello prints its version: what starting a Go program costs.
package main

import "fmt"

func main() { fmt.Println("hello 1.0.0") }
