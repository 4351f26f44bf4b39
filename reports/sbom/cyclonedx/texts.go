// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cyclonedx

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"maps"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"

	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// texts are the licence texts that came with the input, and what was written of them.
type texts struct {
	bySum   map[string]string
	words   map[named]string  // by document and wording
	of      map[string]string // by the name that a LicenseRef has here
	renames map[named]string  // LicenseRefs that several documents explain differently
	written map[string]bool   // texts that stand in the document already
	repeats int               // bytes that may still be spent on texts that do
}

type named struct{ document, license string }

// maxRepeats bounds what repeating texts may cost, in bytes: CycloneDX has no place for a text that many
// components share, and one of a megabyte may be named by each of a hundred thousand. Beyond it a text
// stands where it is needed first.
const maxRepeats = 32 << 20

// separator stands between several texts under one reference.
const separator = "\n\n----\n\n"

func newTexts(all []inventory.Text) texts {
	t := texts{bySum: map[string]string{}, words: map[named]string{}, of: map[string]string{}, renames: map[named]string{},
		written: map[string]bool{}, repeats: maxRepeats}
	parts := map[named][]string{}
	var order []named
	for _, x := range all {
		t.bySum[x.SHA256] = x.Text
		key := named{x.Document, x.License}
		if parts[key] == nil {
			order = append(order, key)
		}
		parts[key] = append(parts[key], x.Text)
	}
	slices.SortFunc(order, func(a, b named) int { return strings.Compare(a.license+"\x00"+a.document, b.license+"\x00"+b.document) })
	differ := map[string]bool{}
	for _, key := range order {
		text := strings.Join(parts[key], separator)
		t.words[key] = text
		if before, ok := t.of[key.license]; ok && before != text {
			differ[key.license] = true
		}
		t.of[key.license] = text
	}
	for _, key := range order {
		if !differ[key.license] || !strings.HasPrefix(key.license, "LicenseRef-") {
			continue
		}
		sum := sha256.Sum256([]byte(t.words[key]))
		t.renames[key] = key.license + "-" + hex.EncodeToString(sum[:8])
		t.of[t.renames[key]] = t.words[key]
		delete(t.of, key.license)
	}
	return t
}

// renamed gives the expression as it stands here, and the LicenseRefs in it, AdditionRefs included: a
// reference means something within its document only, so one that two documents explain differently
// has a name of its own.
func (t *texts) renamed(e spdx.Expression, origin string) (spdx.Expression, []string) {
	var refs []string
	note := func(document, id string) string {
		if document != "" {
			return id
		}
		if other := t.renames[named{origin, id}]; other != "" {
			id = other
		}
		if !slices.Contains(refs, id) {
			refs = append(refs, id)
		}
		return id
	}
	license := func(l spdx.License) spdx.License {
		if l.IsRef() {
			l.ID = note(l.Document, l.ID)
		}
		return l
	}
	e = spdx.Fold(e, func(atom spdx.Expression) spdx.Expression {
		switch x := atom.(type) {
		case spdx.License:
			return license(x)
		case spdx.With:
			x.License = license(x.License)
			if strings.HasPrefix(x.Exception.ID, "AdditionRef-") {
				note(x.Exception.Document, x.Exception.ID)
			}
			return x
		}
		return atom
	}, func(all []spdx.Expression) spdx.Expression { return spdx.All(all...) },
		func(any []spdx.Expression) spdx.Expression { return spdx.Any(any...) })
	return e, refs
}

// allow reports whether a text may be written: it is not there yet, or repeating it costs little enough.
func (t *texts) allow(text string) bool {
	if !t.written[text] {
		t.written[text] = true
		return true
	}
	if t.repeats < len(text) {
		return false
	}
	t.repeats -= len(text)
	return true
}

// unwritten are the texts of references that stand nowhere in the document, as properties of it.
func (b *builder) unwritten() []cdx.Property {
	var all []cdx.Property
	for _, ref := range slices.Sorted(maps.Keys(b.texts.of)) {
		text := b.texts.of[ref]
		if strings.Contains(ref, "Ref-") && strings.TrimSpace(text) != "" && !b.texts.written[text] {
			all = append(all, cdx.Property{Name: "lizenzlotse:license-text:" + line(ref), Value: text})
		}
	}
	return all
}

// attach gives a text to stand beside a licence; nil for none, or one that may not be repeated.
func (p *part) attach(text string) *cdx.AttachedText {
	if strings.TrimSpace(text) == "" || !p.texts.allow(text) {
		return nil
	}
	text = strings.ToValidUTF8(text, "\uFFFD")
	// XML cannot hold every character.
	if p.xml && strings.ContainsFunc(text, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xfffe || r == 0xffff }) {
		return &cdx.AttachedText{Content: base64.StdEncoding.EncodeToString([]byte(text)), Encoding: "base64"}
	}
	return &cdx.AttachedText{Content: text}
}
