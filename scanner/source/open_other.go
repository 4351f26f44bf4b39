// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !unix

package source

import "os"

func openFile(name string) (*os.File, error) { return os.Open(name) }
