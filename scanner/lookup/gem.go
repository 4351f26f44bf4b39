// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"encoding/json"
	"fmt"
	"net/url"
	"strings"

	"lizenzlotse/scanner/excerpt"
)

// askGem asks for what is known of a version (guides.rubygems.org, "RubyGems.org API"), where the server has that, then for the gem.
func askGem(q *query) error {
	platform := q.u.Qualifiers.Map()["platform"]
	address := q.below("api", "v2", "rubygems", q.u.Name, "versions", q.u.Version+".json")
	if platform != "" {
		address += "?platform=" + url.QueryEscape(platform)
	}
	a, err := q.ask(question{address: address, accept: "application/json", read: func(body []byte, a *answer) error {
		var gem struct {
			Name, Version string
			Licenses      []string
		}
		if json.Unmarshal(body, &gem) != nil || gem.Name == "" {
			return errForm
		}
		if err := isIt(gem.Name, gem.Version, gem.Name == q.u.Name, gem.Version == q.u.Version); err != nil {
			return err
		}
		text := "Gem::Specification.new do |s|\n" + rubyField("name", gem.Name) + rubyField("version", q.u.Version)
		if len(gem.Licenses) > 0 {
			text += rubyField("licenses", gem.Licenses...)
		}
		a.Files = []excerpt.File{{Path: "package.gemspec", Data: []byte(text + "end\n")}}
		return nil
	}})
	if err == nil && q.give(q.pack(q.named(), a.Files)) {
		return nil
	}
	if err != nil && !isCause(err, causeUnknown) { // servers of one's own have gems only
		return err
	}
	file := q.u.Name + "-" + q.u.Version
	if platform != "" && platform != "ruby" {
		file += "-" + platform
	}
	p, err := q.archive(archive{address: q.below("gems", file+".gem"), kind: "gem"})
	if err == nil {
		q.give(p)
	}
	return err
}

// rubyField writes a field as a gemspec has it. What would be more than text in Ruby is left out.
func rubyField(name string, values ...string) string {
	var quoted []string
	for _, v := range values {
		quoted = append(quoted, `"`+strings.Map(func(r rune) rune {
			if r < ' ' || strings.ContainsRune(`"'\#`, r) {
				return -1
			}
			return r
		}, v)+`"`)
	}
	if len(quoted) == 1 {
		return fmt.Sprintf("  s.%s = %s\n", name, quoted[0])
	}
	return fmt.Sprintf("  s.%s = [%s]\n", name, strings.Join(quoted, ", "))
}
