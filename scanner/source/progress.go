// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import "sync/atomic"

// A Progress is how far a walk is. It may be read at any time from any goroutine, and serves one
// walk; the zero Progress is ready for use.
type Progress struct {
	Files atomic.Int64 // entries visited, those in archives too
	Bytes atomic.Int64 // the sum of their sizes
	// Done counts the files of folders, and other inputs, that are over and done with, whatever is
	// in them. Total is how many that will be; 0 as long as a folder is still to be listed.
	Done, Total atomic.Int64
}

// expect says that so many files were found to be visited.
func (w *walker) expect(files int) {
	w.listed += int64(files)
	if w.last {
		w.progress.Total.Store(w.listed)
	}
}
