// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"lizenzlotse/scanner/spdx"
)

// floods are texts that somebody wrote to keep the detector busy: one line, what licensecheck takes
// quadratic time for, names of licences, and beginnings of very many texts.
func floods(size int) map[string]string {
	list := hostileTexts(rand.New(rand.NewPCG(9, 10)), size)
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	list["one line"] = fill("licence of the value ")
	list["one word"] = "licence " + fill("a")
	list["links"] = "licence " + fill("](http://")
	list["anchors"] = "licence " + fill("{#a")
	var names strings.Builder
	for i := 0; names.Len() < size; i++ {
		l := spdx.Licenses()[i%len(spdx.Licenses())]
		fmt.Fprintf(&names, "licensed under the %s, version %d.%d\n", l.Name, i%7, i%3)
	}
	list["names"] = names.String()
	return list
}

// Alignment takes no more than so many steps for a word, whatever the text, and says if that was not enough.
func TestStepsAreBounded(t *testing.T) {
	x := loadTexts()
	for name, text := range floods(piece) {
		words := Words(text)
		seeds, cut := x.seeds(nil, words)
		if len(seeds) > maxSeeds+len(x.templates) || len(seeds) > maxSeeds && !cut {
			t.Errorf("%s: %d seeds, cut %v", name, len(seeds), cut)
		}
		clusters := x.clusters(&finder{seeds: seeds})
		a := x.aligner(new(finder), words)
		before := a.budget
		_, limited := x.compare(a, clusters, func(match, refusal) {})
		// What was begun when the budget ran out looks a little further.
		if spent := before - a.budget; spent > before+maxChain*farText || a.budget <= 0 && !limited {
			t.Errorf("%s: %d steps of %d, limited %v", name, spent, before, limited)
		}
	}
}

// A text of words that begin many templates over and over is more than is looked at, and that is said.
func TestLimitedIsSaid(t *testing.T) {
	x := loadTexts()
	seeds := make([]seed, 0, maxSeeds)
	words := make([]Word, 64)
	for i := range maxSeeds {
		seeds = append(seeds, seed{template: uint16(i % len(x.templates)), place: uint16(i / len(x.templates) % 8), at: int32(i % 59)})
	}
	a := x.aligner(new(finder), words)
	a.budget = 100
	if _, limited := x.compare(a, x.clusters(&finder{seeds: seeds}), func(match, refusal) {}); !limited {
		t.Errorf("%d steps left and nothing said of it", a.budget)
	}
	d := decode([]byte("x"))
	d.limited = true
	if list := d.issues("a.txt"); len(list) != 1 || list[0].Code != "detection-limited" {
		t.Errorf("issues %v", list)
	}
}

// Megabytes a second are the same for texts eight times as long.
func BenchmarkFloods(b *testing.B) {
	for _, size := range []int{1 << 20, 8 << 20} {
		texts := floods(size)
		for _, name := range slices.Sorted(maps.Keys(texts)) {
			b.Run(fmt.Sprintf("%s/%dMB", name, size>>20), func(b *testing.B) {
				data := []byte(texts[name])
				b.SetBytes(int64(len(data)))
				for b.Loop() {
					Scan(data, "flood")
				}
			})
		}
	}
}
