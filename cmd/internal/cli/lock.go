// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// Of a lock: when it counts as left behind by a run that was killed, and how often one looks whether it is gone.
const (
	lockStale = 10 * time.Second
	lockAgain = 20 * time.Millisecond
)

// alone reads and writes a file while no other run does, so that what two people decide at once is not lost.
func alone(file string, change func() error) error {
	if info, err := os.Stat(file); err == nil && !info.Mode().IsRegular() {
		return change()
	}
	lock := resolved(file) + ".lock"
	for {
		f, err := os.OpenFile(lock, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			f.Close()
			defer os.Remove(lock)
			return change()
		}
		if !errors.Is(err, fs.ErrExist) {
			return change() // nothing can be made there, which is told by who writes
		}
		if info, err := os.Stat(lock); err == nil && time.Since(info.ModTime()) > lockStale && os.Remove(lock) != nil {
			return change()
		}
		time.Sleep(lockAgain)
	}
}
