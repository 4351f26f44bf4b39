// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// A lockLine is a line of a lock file and the lines that stand further in below it.
type lockLine struct {
	key, value string
	line       int
	list       []*lockLine
}

// maxBlockDepth is how far in lines may stand, in steps.
const maxBlockDepth = 64

// maxBlockValue bounds what one value may be continued to on further lines, in bytes.
const maxBlockValue = 64 << 10

// eachBlock reads what JavaScript's package managers write: lines with a name and a value, further in what belongs to
// the one above. It is the part of YAML that pnpm and yarn use, and with split the format of yarn 1. A reader of all of YAML takes
// time with the square of the number of keys, of which a lock file has a hundred thousand.
//
// It hands over, one after the other, the lines that stand furthest out, with all below them; of those that parts names, instead of the
// line each that stands below it. Where it gives an error, what was handed over until then is right.
func eachBlock(data []byte, split func(line string) (key, value string, ok bool), take func(*lockLine), parts map[string]func(*lockLine)) (err error) {
	type level struct {
		indent int
		at     *lockLine
	}
	root := &lockLine{}
	hand := func(above *lockLine, take func(*lockLine)) {
		for _, b := range above.list {
			take(b)
		}
		above.list = above.list[:0]
	}
	outermost := func(b *lockLine) {
		if part := parts[b.key]; part != nil {
			hand(b, part)
			return
		}
		take(b)
	}
	defer func() { hand(root, outermost) }()
	stack := []level{{-1, root}}
	n, skip := 0, -1
	question := "" // key that has a line of its own
	for line := range bytes.Lines(bytes.TrimPrefix(data, []byte("\uFEFF"))) {
		n++
		text := strings.TrimRight(string(line), " \r\n")
		indent := len(text) - len(strings.TrimLeft(text, " "))
		text = text[indent:]
		if text == "" || text[0] == '#' || text == "---" {
			continue
		}
		if skip >= 0 && indent > skip {
			continue // of a text in several lines
		}
		skip = -1
		for len(stack) > 1 && (stack[len(stack)-1].indent > indent || stack[len(stack)-1].indent == indent && !strings.HasPrefix(text, ": ") && text != ":") {
			stack = stack[:len(stack)-1]
		}
		above := stack[len(stack)-1]
		if above.at == root {
			hand(root, outermost)
		} else if part := parts[above.at.key]; part != nil && len(stack) == 2 && above.indent < indent {
			hand(above.at, part)
		}
		if above.at.value != "" && above.indent < indent { // goes on
			if len(above.at.value) < maxBlockValue {
				above.at.value += " " + text
			}
			continue
		}
		if key, ok := strings.CutPrefix(text, "? "); ok {
			question = unquote(key)
			stack = append(stack, level{indent, &lockLine{key: question, line: n}})
			above.at.list = append(above.at.list, stack[len(stack)-1].at)
			continue
		}
		if rest, ok := strings.CutPrefix(text, ":"); ok && question != "" {
			inner := len(rest) - len(strings.TrimLeft(rest, " "))
			if rest = rest[inner:]; rest == "" {
				continue
			}
			indent, text, above = indent+1+inner, rest, stack[len(stack)-1]
			question = ""
		}
		b := &lockLine{line: n}
		if item, ok := strings.CutPrefix(text, "- "); ok {
			b.key, b.value = "-", unquote(item)
		} else if b.key, b.value, ok = split(text); !ok {
			return fmt.Errorf("line %d: neither a name with a value nor an entry", n)
		}
		if len(stack) > maxBlockDepth {
			return fmt.Errorf("line %d: more than %d levels", n, maxBlockDepth)
		}
		if strings.HasPrefix(b.value, "|") || strings.HasPrefix(b.value, ">") {
			b.value, skip = "", indent
		}
		above.at.list = append(above.at.list, b)
		stack = append(stack, level{indent, b})
	}
	if n == 0 {
		return errors.New("no lines")
	}
	return nil
}

// yamlLine divides a line of YAML at the colon.
func yamlLine(text string) (key, value string, ok bool) {
	if q := text[0]; q == '\'' || q == '"' {
		end := quoted(text)
		if end < 0 || !strings.HasPrefix(text[end:], ":") {
			return "", "", false
		}
		return unquote(text[:end]), plain(text[end+1:]), true
	}
	if rest, ok := strings.CutSuffix(text, ":"); ok && !strings.Contains(rest, ": ") {
		return rest, "", true
	}
	key, value, ok = strings.Cut(text, ": ")
	return key, plain(value), ok
}

// yarnLine divides a line of yarn 1 at the first blank behind the name; one that ends with a colon is a name.
func yarnLine(text string) (key, value string, ok bool) {
	if rest, ok := strings.CutSuffix(text, ":"); ok {
		return rest, "", true
	}
	if text[0] == '"' {
		if end := quoted(text); end > 0 {
			return unquote(text[:end]), unquote(strings.TrimSpace(text[end:])), true
		}
		return "", "", false
	}
	key, value, ok = strings.Cut(text, " ")
	return key, unquote(strings.TrimSpace(value)), ok
}

// quoted is the length of the string in quotes that a text begins with, -1 where it does not end.
func quoted(text string) int {
	for i := 1; i < len(text); i++ {
		switch {
		case text[i] == '\\' && text[0] == '"':
			i++
		case text[i] == text[0]:
			if text[0] == '\'' && i+1 < len(text) && text[i+1] == '\'' {
				i++
				continue
			}
			return i + 1
		}
	}
	return -1
}

// plain is a value without its quotes; lists and tables in brackets stay as they are.
func plain(text string) string {
	text = strings.TrimSpace(text)
	if text != "" && text[0] != '\'' && text[0] != '"' {
		text, _, _ = strings.Cut(text, " #")
	}
	return unquote(strings.TrimSpace(text))
}

func unquote(text string) string {
	if len(text) < 2 || text[0] != text[len(text)-1] {
		return text
	}
	switch text[0] {
	case '\'':
		return strings.ReplaceAll(text[1:len(text)-1], "''", "'")
	case '"':
		if s, err := strconv.Unquote(text); err == nil {
			return s
		}
		return text[1 : len(text)-1]
	}
	return text
}

// child is the line of a name below this one; nil if there is none.
func (b *lockLine) child(key string) *lockLine {
	if b != nil {
		for _, c := range b.list {
			if c.key == key {
				return c
			}
		}
	}
	return nil
}

// text is the value of a name below this one.
func (b *lockLine) text(key string) string {
	if c := b.child(key); c != nil {
		return c.value
	}
	return ""
}

// children are the lines below that of a name.
func (b *lockLine) children(key string) []*lockLine {
	if c := b.child(key); c != nil {
		return c.list
	}
	return nil
}

// flow reads a table in braces: {name: value, …}, where the value is no table itself.
func (b *lockLine) flow() map[string]string {
	inside, ok := strings.CutPrefix(b.value, "{")
	if !ok {
		return nil
	}
	m := map[string]string{}
	for part := range strings.SplitSeq(strings.TrimSuffix(inside, "}"), ", ") {
		if k, v, ok := strings.Cut(part, ": "); ok {
			m[strings.TrimSpace(k)] = plain(v)
		}
	}
	return m
}
