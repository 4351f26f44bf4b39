// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package declaration reads the self-declaration (Eigenerklärung) that a bidder filled in: the form that the program
// prints, one field a line.
//
// The form is YAML so that editors know it, but no more of YAML is read than the form has: "key: value", comments and
// quotes. So what a stranger writes can neither nest nor refer nor expand. Whatever is not understood is an Issue with
// Effect unread; nothing in the form changes how anything is judged, it is shown as what the bidder says.
package declaration

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
)

// Limits of what is read. A form that is larger is refused, a value that is longer an Issue.
const (
	MaxSize  = 64 << 10 // bytes
	maxValue = 2 << 10  // bytes
)

// A Result is what one form says.
type Result struct {
	Declaration inventory.Declaration
	Issues      []inventory.Issue
}

// Wants reports whether a file is a form: its first line that is no comment begins with the key of the form.
func Wants(data []byte) bool {
	data = bytes.TrimPrefix(data[:min(len(data), MaxSize)], []byte("\ufeff"))
	for line := range bytes.Lines(data) {
		line = bytes.TrimSpace(line)
		if len(line) == 0 || line[0] == '#' || string(line) == "---" {
			continue
		}
		key, _, ok := bytes.Cut(line, []byte(":"))
		return ok && string(bytes.TrimSpace(key)) == inventory.DeclarationForm
	}
	return false
}

// Read reads a form. The path becomes the declaration's ID. The error is an *[inventory.Error]; then there is no Result.
func Read(data []byte, path string) (*Result, error) {
	fail := func(key string, args inventory.Args) error {
		return &inventory.Error{Message: inventory.Message{Key: key, Args: args}, Where: path, Hint: inventory.Message{Key: "hint.declaration"}}
	}
	switch {
	case len(data) > MaxSize:
		return nil, fail("error.declaration-too-large", inventory.Args{"limit": strconv.Itoa(MaxSize)})
	case !utf8.Valid(data):
		return nil, fail("error.declaration-encoding", nil)
	case !Wants(data):
		return nil, fail("error.no-declaration", inventory.Args{"key": inventory.DeclarationForm})
	}
	sum := sha256.Sum256(data)
	r := &reading{
		Result:  Result{Declaration: inventory.Declaration{ID: path, SHA256: hex.EncodeToString(sum[:])}},
		answers: map[inventory.Topic]*inventory.Answer{}, seen: map[string]bool{},
	}
	number := 0
	for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
		number++
		r.line(strings.TrimRight(line, " \t\r\n"), number)
	}
	if r.version != inventory.DeclarationVersion {
		return nil, fail("error.declaration-version", inventory.Args{"version": inventory.Clip(r.version, 40), "want": inventory.DeclarationVersion})
	}
	for _, t := range inventory.Topics() {
		if a := r.answers[t]; a != nil {
			r.Declaration.Answers = append(r.Declaration.Answers, *a)
		}
	}
	return &r.Result, nil
}

type reading struct {
	Result
	version string
	answers map[inventory.Topic]*inventory.Answer
	seen    map[string]bool
}

// lost notes a line of which something was not understood.
func (r *reading) lost(code string, number int, was string) {
	const most = 20
	if len(r.Issues) < most { // the first say enough; one more would be as incomplete
		r.Issues = append(r.Issues, inventory.Issue{Code: code, Path: r.Declaration.ID, Effect: inventory.Unread,
			Args: inventory.Args{"line": strconv.Itoa(number), "was": inventory.Clip(was, 80)}})
	}
}

func (r *reading) line(line string, number int) {
	text := strings.TrimLeft(line, " \t")
	if text == "" || text[0] == '#' || line == "---" || line == "..." {
		return
	}
	key, rest, ok := strings.Cut(line, ":")
	key = strings.TrimRight(key, " \t")
	if !ok || text != line || rest != "" && rest[0] != ' ' && rest[0] != '\t' {
		r.lost("declaration-line", number, text)
		return
	}
	value, ok := scalar(strings.Trim(rest, " \t"))
	switch {
	case !ok:
		r.lost("declaration-line", number, text)
	case len(value) > maxValue:
		r.lost("declaration-long", number, key)
	case r.seen[key]:
		r.lost("declaration-twice", number, key)
	default:
		r.seen[key] = true
		r.field(key, value, number)
	}
}

// scalar takes the value of a line out of its quotes, and a comment off it.
func scalar(s string) (string, bool) {
	if s == "" || s[0] == '#' {
		return "", true
	}
	end := 0
	switch s[0] {
	case '"':
		for end = 1; end < len(s) && s[end] != '"'; end++ {
			if s[end] == '\\' {
				end++
			}
		}
		var value string
		if end >= len(s) || json.Unmarshal([]byte(s[:end+1]), &value) != nil || !commentOnly(s[end+1:]) {
			return "", false
		}
		return strings.TrimSpace(value), true
	case '\'':
		for end = 1; end < len(s); end++ {
			if s[end] != '\'' {
				continue
			}
			if end+1 == len(s) || s[end+1] != '\'' {
				break
			}
			end++
		}
		if end >= len(s) || !commentOnly(s[end+1:]) {
			return "", false
		}
		return strings.TrimSpace(strings.ReplaceAll(s[1:end], "''", "'")), true
	case '|', '>', '[', '{', '&', '*', '!', '%', '@', '`':
		return "", false
	}
	for end = 1; end < len(s); end++ {
		if s[end] == '#' && (s[end-1] == ' ' || s[end-1] == '\t') {
			break
		}
	}
	return strings.TrimRight(s[:end], " \t"), true
}

func commentOnly(s string) bool {
	s = strings.TrimLeft(s, " \t")
	return s == "" || s[0] == '#'
}

func (r *reading) field(key, value string, number int) {
	if key == inventory.DeclarationForm {
		r.version = value
		return
	}
	fields := inventory.DeclarationFields()
	i := slices.IndexFunc(fields, func(f inventory.DeclarationField) bool { return f.Key == key })
	if i < 0 {
		r.lost("declaration-key", number, key)
		return
	}
	if value == "" {
		return // left blank
	}
	switch d := &r.Declaration; key {
	case inventory.FieldProcedure:
		d.Procedure = value
		return
	case inventory.FieldBidder:
		d.Bidder = value
		return
	case inventory.FieldName:
		d.Name = value
		return
	case inventory.FieldDate:
		d.Date = value
		return
	}
	f := fields[i]
	says := inventory.Says("")
	if f.Part == inventory.PartSays {
		var ok bool
		if says, ok = answers[strings.ToLower(value)]; !ok || says == inventory.SaysEquivalent && f.Topic != inventory.TopicOpenChain {
			r.lost("declaration-answer", number, key+": "+value)
			return
		}
	}
	a := r.answers[f.Topic]
	if a == nil {
		a = &inventory.Answer{Topic: f.Topic, Line: number}
		r.answers[f.Topic] = a
	}
	switch f.Part {
	case inventory.PartSays:
		a.Says, a.Line = says, number
	case inventory.PartDetail:
		a.Detail = value
	case inventory.PartProof:
		a.Proof = value
	}
}

// answers are the words that are understood, in both languages.
var answers = map[string]inventory.Says{
	"yes": inventory.SaysYes, "ja": inventory.SaysYes, "true": inventory.SaysYes,
	"no": inventory.SaysNo, "nein": inventory.SaysNo, "false": inventory.SaysNo,
	"equivalent": inventory.SaysEquivalent, "gleichwertig": inventory.SaysEquivalent,
}
