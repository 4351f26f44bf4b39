// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package embedded

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// A word that is looked for by its rarest letter is found where it stands first.
func TestVersionWord(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	found := 0
	for _, w := range []versionWord{{"VERSION", 'V'}, {"_RELEASE", 'L'}, {"_MAJOR", 'J'}, {"_VER_", 'V'}, {"VER", 'R'}} {
		for range 20_000 {
			var data []byte
			for range r.IntN(6) {
				from := r.IntN(len(w.word))
				data = append(data, w.word[from:from+r.IntN(len(w.word)-from)+1]...)
			}
			want := bytes.Index(data, []byte(w.word))
			if got := w.index(data); got != want {
				t.Fatalf("%s is at %d of %s, not at %d", w.word, want, data, got)
			}
			if want >= 0 {
				found++
			}
		}
	}
	if found < 1000 {
		t.Errorf("%d were there", found)
	}
}
