// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sarif

import (
	"fmt"
	"strings"
	"unicode"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/i18n"
)

// rules describe every rule that was asked, whatever came of it.
func (b *builder) rules() []rule {
	list := make([]rule, 0, len(b.a.Rules))
	for i := range b.a.Rules {
		u := &b.a.Rules[i]
		x := rule{
			ID: u.ID, Name: pascal(u.Doc.Title.EN), Short: b.text(u.Doc.Title), Full: b.text(u.Doc.What), Help: b.help(u),
			Default: configuration{Level: defaultLevel(u.Weight)},
			Properties: ruleProperties{Weight: string(u.Weight), Stage: string(u.Doc.Stage), Addressee: string(u.Doc.Addressee),
				Origin: i18n.Visible(u.Origin), Tags: []string{"licence"}},
		}
		if family, _, ok := strings.Cut(u.ID, "-"); ok {
			x.Properties.Tags = append(x.Properties.Tags, family)
		}
		if u.Criterion != nil {
			x.Properties.Criterion = u.Criterion.Kind
		}
		list = append(list, x)
	}
	return list
}

func (b *builder) text(t assessment.Text) *message {
	if s := t.In(b.l.Code()); s != "" {
		return &message{Text: plain(i18n.Visible(s))}
	}
	return nil
}

// help is the documentation of a rule, once for those who show Markdown and once for those who do not.
func (b *builder) help(u *assessment.RuleUsed) *message {
	var text, md strings.Builder
	part := func(key string, t assessment.Text) {
		s := i18n.Visible(t.In(b.l.Code()))
		if s == "" {
			return
		}
		fmt.Fprintf(&text, "%s: %s\n\n", b.l.T(key), plain(s))
		fmt.Fprintf(&md, "**%s**\n\n%s\n\n", b.l.T(key), markdown(s))
	}
	part("report.ci.what", u.Doc.What)
	part("report.ci.why", u.Doc.Why)
	part("report.doc.fix", u.Doc.ForMakers())
	for i, s := range u.Doc.Sources {
		if i == 0 {
			fmt.Fprintf(&text, "%s:\n", b.l.T("report.sources"))
			fmt.Fprintf(&md, "**%s**\n\n", b.l.T("report.sources"))
		}
		line := i18n.Visible(b.source(s))
		fmt.Fprintf(&text, "- %s", plain(line))
		fmt.Fprintf(&md, "- %s", markdown(line))
		if s.URL != "" {
			fmt.Fprintf(&text, ", %s", i18n.Visible(s.URL))
			if address, ok := linkable(s.URL); ok {
				fmt.Fprintf(&md, ", <%s>", address)
			}
		}
		text.WriteByte('\n')
		md.WriteByte('\n')
	}
	if u.Doc.Reading {
		fmt.Fprintf(&text, "\n%s\n", b.l.T("report.reading"))
		fmt.Fprintf(&md, "\n%s\n", b.l.T("report.reading"))
	}
	if text.Len() == 0 {
		return nil
	}
	return &message{Text: strings.TrimSpace(text.String()), Markdown: strings.TrimSpace(md.String())}
}

func (b *builder) source(s assessment.Source) string {
	line := s.Title
	if s.Section != "" {
		line += ", " + s.Section
	}
	if s.Date != "" {
		line += ", " + b.l.Date(s.Date)
	}
	if s.Secondary {
		line += " (" + b.l.T("report.source.secondary") + ")"
	}
	return line
}

// defaultLevel is the level of what fails under a weight.
func defaultLevel(w assessment.Weight) string {
	switch w {
	case assessment.Must:
		return "error"
	case assessment.Ask:
		return "warning"
	}
	return "note"
}

// pascal makes of a title the name of a rule, as SARIF wants it beside the ID: LicenceCanBeDetermined.
func pascal(title string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(title, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		b.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return b.String()
}

// plain keeps a text from being read as a link: in SARIF, [words](target) is one in plain text too.
func plain(s string) string {
	if !strings.Contains(s, "](") {
		return s
	}
	return strings.NewReplacer(`\`, `\\`, `[`, `\[`, `]`, `\]`).Replace(s)
}

// markdown takes from a text what Markdown or HTML would make of it.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]<>#|~!&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// linkable reports whether an address can stand between < and > and lead to the web.
func linkable(address string) (string, bool) {
	ok := strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://")
	return address, ok && !strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune(`<>"\`, r) })
}

// escape percent-encodes what RFC 3986 does not leave unreserved, slashes aside: a colon, for one, would make a scheme of
// what stands before it.
func escape(path string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(path) {
		switch c := path[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', strings.IndexByte("-._~/", c) >= 0:
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}
