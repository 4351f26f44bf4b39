// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package difference

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"strings"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// wordings are the texts that the documents of a side bring along. A LicenseRef means something within
// its document only, so its text says what it is: it is the same as that under another name, and as a
// licence that another form states in just these words.
type wordings map[named]*wording

type named struct{ document, license string }

type wording struct {
	text   string // all that stands under the name
	digest string // of it, folded
	whole  string // the same of the name with the texts below it, which is how SPDX documents explain a name with texts
}

// separator stands between several texts under one reference in the SPDX documents that we write.
const separator = "\n\n----\n\n"

func wordingsOf(texts []inventory.Text) wordings {
	if len(texts) == 0 {
		return nil
	}
	parts := map[named][]string{}
	for _, t := range texts {
		if t.License != "" && !saysNothing(t.Text) {
			k := named{t.Document, t.License}
			parts[k] = append(parts[k], t.Text)
		}
	}
	w := make(wordings, len(parts))
	for k, all := range parts {
		slices.Sort(all)
		text := strings.Join(slices.Compact(all), separator)
		w[k] = &wording{text, digest(text), digest(k.license + separator + text)}
	}
	return w
}

// saysNothing is for what stands in the place of a text because SPDX demands one.
func saysNothing(text string) bool {
	switch text = strings.TrimSpace(text); text {
	case "", "NONE", "NOASSERTION", inventory.NoText:
		return true
	}
	return false
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(foldText(text)))
	return string(sum[:])
}

// ref is the saying of a reference that its document explains; not ok for any other licence.
func (w wordings) ref(e spdx.Expression, origin string) (x saying, ok bool) {
	l, isLicense := e.(spdx.License)
	if !isLicense || !l.IsRef() || l.Document != "" || l.OrLater {
		return x, false
	}
	x.ref = spdx.Meaning(e)
	found := w[named{origin, l.ID}]
	if found == nil {
		x.key = x.ref
		return x, true
	}
	x.explained, x.key = true, "ref "+found.digest
	x.sought = []string{"words " + found.digest}
	return x, true
}

// words is the saying of a licence in words that are no expression.
func (w wordings) words(raw, origin string) saying {
	own := digest(raw)
	x := saying{key: "raw " + own, offered: []string{"words " + own}, sought: []string{"ref " + own}}
	if found := w[named{origin, raw}]; found != nil {
		for _, d := range []string{found.digest, found.whole} {
			x.offered, x.sought = append(x.offered, "words "+d), append(x.sought, "ref "+d)
		}
	}
	return x
}

// explain tells two statements apart that differ only in what their documents have under one name.
func explain(c *LicenseChange, before, after wordings) {
	if c.Before.License != c.After.License {
		return
	}
	for _, side := range []struct {
		s *Statement
		w wordings
	}{{&c.Before, before}, {&c.After, after}} {
		for _, f := range side.s.From {
			if found := side.w[named{f.Origin, f.License}]; found != nil {
				side.s.License += " (" + beginning(found.text) + ")"
				break
			}
		}
	}
}

// maxBeginning bounds in characters what is shown of a text.
const maxBeginning = 80

func beginning(text string) string {
	text = strings.ToValidUTF8(text[:min(len(text), 8*maxBeginning)], "")
	short := []rune(strings.Join(strings.Fields(text), " "))
	if len(short) <= maxBeginning {
		return string(short)
	}
	return string(short[:maxBeginning]) + "…"
}

// sameClaim reports whether two claims are in the same words, whatever these mean.
func (k comparison) sameClaim(a, b *inventory.Claim) bool {
	s := a.License.String()
	return a.License.State == b.License.State && s == b.License.String() &&
		(cmp.Or(len(k.before), len(k.after)) == 0 || !strings.Contains(s, "LicenseRef-"))
}
