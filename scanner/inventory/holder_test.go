// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import "testing"

// FuzzHolderKey: the short way for names in ASCII gives what the long way gives for any.
func FuzzHolderKey(f *testing.F) {
	for _, name := range []string{"", "The Go Authors", "the ", "THE  X", "then", "thé x", "Jane Doe <j@x.org>", "© 2011 Ärzte GmbH & Co. KG", "\xff the", "Kelvin \u212a", "---"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		if got, want := HolderKey(name), foldHolder(name); got != want {
			t.Errorf("%q: %q, not %q", name, got, want)
		}
	})
}
