// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

//go:build !unix

package cache

import "io/fs"

// isOwned is true: the user's folder for caches is the user's alone by where it is.
func isOwned(fs.FileInfo) bool { return true }
