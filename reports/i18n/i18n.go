// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package i18n puts keys into words, in German and English.
//
// The words stand in catalogue/, one line a key. It knows nothing of the model: a message comes
// as its key and arguments, a vocabulary as its prefix and value.
package i18n

import (
	"embed"
	"maps"
	"slices"
	"strings"
	"sync"
)

//go:embed catalogue/*.txt
var files embed.FS

// A Lang speaks one language. The zero Lang speaks German.
type Lang struct{ english bool }

// For gives the language of a tag or locale: "en", "en-GB" and "en_US.UTF-8" are English,
// everything else is German, "" too.
func For(lang string) Lang { return Lang{english: language(lang) == "en"} }

// FromEnv gives "de" or "en" as LC_ALL, LC_MESSAGES and LANG say, in this order: the first that
// is set decides. Without any, and for C and POSIX, it is German; for a language that the
// catalogue does not have, English.
func FromEnv(getenv func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch lang := language(getenv(name)); lang {
		case "":
			continue
		case "de", "c", "posix":
			return "de"
		default:
			return "en"
		}
	}
	return "de"
}

// language cuts a tag or locale down to its language: "en_US.UTF-8" to "en".
func language(tag string) string {
	end := strings.IndexAny(tag, "_-.@")
	if end >= 0 {
		tag = tag[:end]
	}
	return strings.ToLower(tag)
}

// Code is "de" or "en": what stands in an HTML lang attribute and goes into assessment.Text.In.
func (l Lang) Code() string {
	if l.english {
		return "en"
	}
	return "de"
}

// Has reports whether the catalogue knows a key.
func (l Lang) Has(key string) bool {
	_, ok := l.catalogue().texts[key]
	return ok
}

// T gives the text of a key. Arguments come in pairs, name and value.
func (l Lang) T(key string, pairs ...string) string {
	args := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		args[pairs[i]] = pairs[i+1]
	}
	return l.Message(key, args)
}

// Message gives the text of a message, an inventory.Message or the message of an
// inventory.Error: l.Message(m.Key, m.Args). A key that the catalogue lacks is printed itself,
// in brackets and with its arguments, so that nothing is lost and everybody sees it. Arguments
// are put in as they are: escaping is for whoever writes the text out.
func (l Lang) Message(key string, args map[string]string) string {
	text, ok := l.catalogue().template(key)
	if !ok {
		return missing(key, args)
	}
	return strings.TrimSpace(text.fill(l, args)) // an argument at the end may be empty
}

// Issue gives the text of an inventory.Issue: l.Issue(i.Code, i.Args). Its path is not part of
// it. The key is "issue." and the code; an issue made of an error has the error's key as its code.
func (l Lang) Issue(code string, args map[string]string) string {
	if key := "issue." + code; l.Has(key) || !l.Has(code) {
		return l.Message(key, args)
	}
	return l.Message(code, args)
}

// Word gives a value of a vocabulary its name: Word("verdict", "review"). Values that the
// catalogue does not know come from the input, and are given back as they are.
func (l Lang) Word(vocabulary, value string) string {
	if value == "" || !l.Has(vocabulary+"."+value) {
		return value
	}
	return l.T(vocabulary + "." + value)
}

// Wording is the key of what says how a licence was written: in a text that is no name of one, or so that it was
// normalised in the way given. Its place is {raw}.
func Wording(isText bool, way string) string {
	if isText {
		way = "text"
	}
	return "report.wording." + way
}

// words gives each value of a list with commas its name.
func (l Lang) words(vocabulary, list string) string {
	values := strings.Split(list, ",")
	for i, value := range values {
		values[i] = l.Word(vocabulary, strings.TrimSpace(value))
	}
	return strings.Join(values, ", ")
}

func missing(key string, args map[string]string) string {
	var b strings.Builder
	b.WriteString("[[" + key + "]]")
	for _, name := range slices.Sorted(maps.Keys(args)) {
		b.WriteString(" " + name + "=" + args[name])
	}
	return b.String()
}

// Keys lists the keys of a language, sorted.
func (l Lang) Keys() []string {
	return slices.Sorted(maps.Keys(l.catalogue().texts))
}

// Placeholders lists the names of the arguments that the text of a key uses, sorted, each once.
func (l Lang) Placeholders(key string) []string {
	t, _ := l.catalogue().template(key)
	return t.names()
}

func (l Lang) catalogue() *catalogue {
	if l.english {
		return english()
	}
	return german()
}

// The catalogues are part of the program; a test takes all of them apart.
var (
	german  = sync.OnceValue(func() *catalogue { return must(open(files, "de")) })
	english = sync.OnceValue(func() *catalogue { return must(open(files, "en")) })
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
