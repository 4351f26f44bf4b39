// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package decision

import (
	"bytes"
	"reflect"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Append adds decisions to the text of a file and leaves everything else in it as it is. A nil text is a new file,
// which begins with a comment. File names it in errors. What comes out was read again: the error is an
// *[inventory.Error] where it would not say what was there and what was added.
func Append(data []byte, list []assessment.Decision, file, comment string, rules []string) ([]byte, error) {
	plain, ends := lines(data)
	text, err := appended(plain, list, file, comment, rules)
	return ends(text), err
}

// lines gives a text whose lines end plainly, which is how places in it are counted, and what puts the ends of its lines
// back. A text that ends its lines in both ways is left as it is.
func lines(data []byte) (plain []byte, ends func([]byte) []byte) {
	if n := bytes.Count(data, []byte("\n")); n == 0 || n != bytes.Count(data, []byte("\r\n")) {
		return data, func(text []byte) []byte { return text }
	}
	return bytes.ReplaceAll(data, []byte("\r\n"), []byte("\n")),
		func(text []byte) []byte { return bytes.ReplaceAll(text, []byte("\n"), []byte("\r\n")) }
}

func appended(data []byte, list []assessment.Decision, file, comment string, rules []string) ([]byte, error) {
	var before []recorded
	text, indent := string(data), 2
	if blank(data) {
		if data == nil {
			text = "# " + strings.ReplaceAll(comment, "\n", "\n# ") + "\n"
		}
		text = ended(text) + "decisions:\n"
	} else {
		var err error
		if before, err = parse(data, file, file, rules); err != nil {
			return nil, err
		}
		list := entries(data, file)
		switch {
		case list == nil: // nothing stands behind the key
		case !list.IsFlowStyle:
			indent = list.Start.Position.Column - 1
		case len(list.Values) > 0:
			return nil, unwritable(file, "decision.flow")
		default: // "[]"
			from, to := offset(text, list.Start.Position.Line, list.Start.Position.Column), offset(text, list.End.Position.Line, list.End.Position.Column)+1
			text = strings.TrimRight(text[:from], " ") + text[to:]
		}
	}
	var b strings.Builder
	b.WriteString(ended(text))
	for i := range list {
		entry(&b, &list[i], strings.Repeat(" ", indent))
	}
	wanted := make([]assessment.Decision, 0, len(before)+len(list))
	for _, d := range before {
		wanted = append(wanted, d.Decision)
	}
	return verified(b.String(), append(wanted, list...), file, rules)
}

// Sign adds a signature to the decision of that name, as [Append] adds decisions.
func Sign(data []byte, id string, by assessment.Signature, file string, rules []string) ([]byte, error) {
	plain, ends := lines(data)
	text, err := countersigned(plain, id, by, file, rules)
	return ends(text), err
}

func countersigned(data []byte, id string, by assessment.Signature, file string, rules []string) ([]byte, error) {
	all, err := parse(data, file, file, rules)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(all, func(d recorded) bool { return d.ID == id })
	if at < 0 {
		var ids []string
		for _, d := range all {
			ids = append(ids, d.ID)
		}
		return nil, &inventory.Error{Message: inventory.NewMessage("decision.unknown", "id", id), Where: file, Hint: yamlfile.Meant(id, ids)}
	}
	if slices.ContainsFunc(all[at].Signed, func(s assessment.Signature) bool { return strings.EqualFold(s.Name, by.Name) }) {
		return nil, &inventory.Error{Message: inventory.NewMessage("decision.same-examiner", "name", by.Name), Where: all[at].where, Hint: inventory.NewMessage("decision.hint.same-examiner")}
	}
	signed := child(entries(data, file).Values[at], "signed")
	if signed == nil {
		return nil, unwritable(file, "decision.flow")
	}
	text, added := string(data), "{name: "+yamlfile.Quote(by.Name)+", date: "+by.Date+"}"
	if signed.IsFlowStyle {
		end := offset(text, signed.End.Position.Line, signed.End.Position.Column)
		text = text[:end] + ", " + added + text[end:]
	} else {
		indent := signed.Start.Position.Column - 1
		lines := strings.SplitAfter(ended(text), "\n")
		n := signed.Values[len(signed.Values)-1].GetToken().Position.Line // counts from 1, so it is the next one here
		for n < len(lines) && len(strings.TrimLeft(lines[n], " ")) < len(lines[n])-indent && strings.TrimSpace(lines[n]) != "" {
			n++
		}
		text = strings.Join(slices.Insert(lines, n, strings.Repeat(" ", indent)+"- "+added+"\n"), "")
	}
	wanted := make([]assessment.Decision, 0, len(all))
	for _, d := range all {
		wanted = append(wanted, d.Decision)
	}
	wanted[at].Signed = append(slices.Clip(wanted[at].Signed), by)
	return verified(text, wanted, file, rules)
}

// verified gives a text that says what is wanted, whatever places its decisions stand at.
func verified(text string, wanted []assessment.Decision, file string, rules []string) ([]byte, error) {
	all, err := parse([]byte(text), file, file, rules)
	if err != nil {
		return nil, err
	}
	got, err := checked(all)
	if err != nil {
		return nil, err
	}
	same := func(a, b assessment.Decision) bool {
		a.Origin, b.Origin = "", ""
		concluded := spdx.Text(a.Concluded) == spdx.Text(b.Concluded)
		a.Concluded, b.Concluded = nil, nil
		return concluded && reflect.DeepEqual(a, b)
	}
	if !slices.EqualFunc(wanted, got, same) {
		return nil, unwritable(file, "decision.not-added")
	}
	return []byte(text), nil
}

func unwritable(file, key string) error {
	return &inventory.Error{Message: inventory.NewMessage(key), Where: file, Hint: inventory.NewMessage("decision.hint.not-added")}
}

// blank reports whether nothing but comments stands in a file.
func blank(data []byte) bool {
	for l := range bytes.Lines(bytes.TrimPrefix(data, []byte("\ufeff"))) {
		if l = bytes.TrimSpace(l); len(l) > 0 && l[0] != '#' {
			return false
		}
	}
	return true
}

// entries is the list of decisions of a file that was read before; nil if there is none yet.
func entries(data []byte, file string) *ast.SequenceNode {
	return child(yamlfile.New(file, file).Tree(data), "decisions")
}

// child is the list that stands under a key.
func child(n ast.Node, key string) *ast.SequenceNode {
	for _, p := range yamlfile.New("", "").Pairs(n, "") {
		if list, ok := p.Value.(*ast.SequenceNode); ok && p.Name == key {
			return list
		}
	}
	return nil
}

// offset is where a line and column stand in a text, in bytes; both count from 1, columns in characters.
func offset(text string, line, column int) int {
	at := 0
	for ; line > 1; line-- {
		at += strings.IndexByte(text[at:], '\n') + 1
	}
	for ; column > 1 && at < len(text); column-- {
		_, size := utf8.DecodeRuneInString(text[at:])
		at += size
	}
	return at
}

func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// entry writes a decision down.
func entry(b *strings.Builder, d *assessment.Decision, indent string) {
	lead := indent + "- "
	add := func(key, value string) {
		if value != "" {
			b.WriteString(lead + key + ": " + value + "\n")
			lead = indent + "  "
		}
	}
	text := func(key, value string) {
		if value != "" {
			add(key, yamlfile.Quote(value))
		}
	}
	add("id", d.ID)
	add("kind", string(d.Kind))
	add("rule", d.Rule)
	text("component", d.Component)
	text("licence", d.License)
	if len(d.Files) > 0 {
		b.WriteString(lead + "files:" + "\n")
	}
	for _, f := range d.Files {
		b.WriteString(lead + "  - {path: " + yamlfile.Quote(f.Path) + ", sha256: " + yamlfile.Quote(f.SHA256) + "}" + "\n")
	}
	text("concluded", spdx.Text(d.Concluded))
	if d.Kind == assessment.Exception {
		add("reason", d.Ground)
	} else {
		add("ground", d.Ground)
	}
	text("text", d.Text)
	b.WriteString(lead + "signed:" + "\n")
	for _, s := range d.Signed {
		b.WriteString(lead + "  - {name: " + yamlfile.Quote(s.Name) + ", date: " + s.Date + "}" + "\n")
	}
	text("owner", d.Owner)
	add("until", d.Until)
}
