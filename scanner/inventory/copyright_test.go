// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"lizenzlotse/scanner/inventory"
)

func TestUniteYears(t *testing.T) {
	for _, c := range []struct {
		in   []string
		want string
	}{
		{nil, ""},
		{[]string{"", "2020"}, "2020"},
		{[]string{"2011, 2012-2014", "2020"}, "2011-2014, 2020"},
		{[]string{"2020", "1999-2003", "2001-2005", "2007"}, "1999-2005, 2007, 2020"},
		{[]string{"2003-1999"}, "1999-2003"},
		{[]string{"2019-present", "2024", "2017"}, "2017, 2019-present"},
		{[]string{"2018", "2019-present"}, "2018-present"},
		{[]string{"someday, 2020"}, "2020"},
	} {
		got := inventory.UniteYears(c.in...)
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
		if again := inventory.UniteYears(got); again != got {
			t.Errorf("%q becomes %q", got, again)
		}
	}
}

func TestMergeCopyrights(t *testing.T) {
	all := []inventory.Copyright{
		{Holder: "Zoë Ämter GmbH & Co. KG", Years: "2020"},
		{Holder: "Jane Doe", Years: "2011-2014"},
		{Holder: "The Example Authors"},
		{Holder: "ACME Inc", Years: "2001"},
		{Holder: "Example authors"},
		{Holder: "jane doe", Years: "2020", Path: "b.c"},
		{Holder: "Acme, Inc.", Years: "1999"},
		{Holder: "Jane Doe <jane@example.org>", Years: "2020"},
	}
	want := []string{"1999, 2001 Acme, Inc.", "The Example Authors", "2011-2014, 2020 Jane Doe", "2020 Jane Doe <jane@example.org>", "2020 Zoë Ämter GmbH & Co. KG"}
	for range 10 {
		rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		got, more := inventory.MergeCopyrights(all)
		if !slices.Equal(got, want) || more != 0 {
			t.Fatalf("got %q and %d more\nwant %q", got, more, want)
		}
	}
	for i := range inventory.MaxCopyrights {
		all = append(all, inventory.Copyright{Holder: fmt.Sprintf("Person %d", i), Years: "2020"})
	}
	if got, more := inventory.MergeCopyrights(all); len(got) != inventory.MaxCopyrights || more != 5 {
		t.Errorf("%d lines and %d more", len(got), more)
	}
}

// ASCII is read by the byte, to the same.
func TestHolderKey(t *testing.T) {
	for holder, want := range map[string]string{
		"The Linux Foundation.": "linuxfoundation", "tHE x": "x", "The": "the", "Theo de Raadt": "theoderaadt", "the the 3 <a@b.c>": "the3a@bc", "...": "...", "the .": "the .",
		"": "", "Jürgen Groß": "jürgengroß", "The Ünited": "ünited", "Ünited (THE) ": "ünitedthe", "é\u0301": "é\u0301",
	} {
		if got := inventory.HolderKey(holder); got != want {
			t.Errorf("%q: %q, not %q", holder, got, want)
		}
	}
}
