// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package spdx

import "testing"

// BenchmarkLoad measures what the first lookup of a run costs.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load()
	}
}

// TestLongest: no entry is longer than what the lookups look at.
func TestLongest(t *testing.T) {
	for _, l := range Licenses() {
		if len(l.ID) > maxID || len(l.Name) > maxName {
			t.Errorf("%s is too long to be found", l.ID)
		}
	}
	for _, x := range Exceptions() {
		if len(x.ID) > maxID {
			t.Errorf("%s is too long to be found", x.ID)
		}
	}
}

// TestAddressesMade: every address leads to a family, which is made when it is first asked for and the same ever after.
func TestAddressesMade(t *testing.T) {
	v, all := Words(), listedAddresses()
	for a, id := range all {
		f := v.at(a)
		if f == nil || f.Bare == nil || f != v.at(a) {
			t.Fatalf("%s is %s, which is %v", a, id, f)
		}
		for _, atom := range append(Atoms(f.Bare), f.Readings...) {
			if w, ok := atom.(With); ok {
				atom = w.License
			}
			if l, ok := atom.(License); !ok {
				t.Errorf("%s is %v", a, atom)
			} else if _, ok := LookupLicense(l.ID); !ok && !l.IsRef() {
				t.Errorf("%s is %s, which is not listed", a, l.ID)
			}
		}
	}
	if len(all) == 0 || v.at("example.org/none") != nil {
		t.Errorf("%d addresses", len(all))
	}
}

// TestPublishedAt: every address is found with its id, and nothing that is like one, be it among the lines or in the map.
func TestPublishedAt(t *testing.T) {
	all := listedAddresses()
	check := func(a string) {
		t.Helper()
		line, among := amongLines(a)
		id, mapped := published()[a]
		if want, ok := all[a]; line != want || id != want || among != ok || mapped != ok {
			t.Errorf("%q is %q among the lines and %q in the map, not %q", a, line, id, want)
		}
		if got, ok := publishedAt(a); got != id || ok != mapped {
			t.Errorf("%q is %q when asked for, not %q", a, got, id)
		}
	}
	for a, id := range all {
		for _, like := range []string{a, a + "\t" + id, a + "\n", a + "/", a[1:], a[:len(a)-1]} {
			check(like)
		}
	}
	for _, other := range []string{"", "\n", "\t", "\xff"} {
		check(other)
	}
	if len(published()) != len(all) {
		t.Errorf("%d addresses in the map, not %d", len(published()), len(all))
	}
}
