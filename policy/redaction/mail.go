// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"regexp"
	"strings"
	"sync"
)

// address is that of a mailbox: with "@", its encodings, or the word in brackets that people hide it behind.
var address = sync.OnceValue(func() *regexp.Regexp {
	const label = `[\p{L}\p{M}\p{N}](?:[\p{L}\p{M}\p{N}_-]*[\p{L}\p{M}\p{N}])?`
	return regexp.MustCompile(`(?i)((?:[\p{L}\p{M}\p{N}._+~'-]|%2[be])+)` +
		`(@|%(?:25)*40|&#(?:64|x40);|\\u0040|\x{ff20}|\s?[(\[{<]\s?(?:at|ät|@)\s?[)\]}>]\s?)` +
		`(` + label + `(?:(?:\.|%2e|\s?[(\[{]\s?(?:dot|punkt|\.)\s?[)\]}]\s?)` + label + `)+)`)
})

var versioned = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v?[0-9]+(\.[0-9]+)+([-+._a-z].*)?$`) })

// mails finds the addresses in a text, each with its spelling.
func mails(s string, each func(from, to int, spelling string)) {
	if !mayHoldMail(s) {
		return
	}
	for _, m := range address().FindAllStringSubmatchIndex(s, -1) {
		local, at, domain := s[m[2]:m[3]], s[m[4]:m[5]], s[m[6]:m[7]]
		switch {
		case local == "git": // the user of a repository's address
		case at == "@" && (inPURL(s[:m[0]]) || versioned().MatchString(strings.ToLower(domain))): // the version of a package
		default:
			each(m[0], m[1], strings.ToLower(local+"@"+domain))
		}
	}
}

// mayHoldMail spares most texts the expression.
func mayHoldMail(s string) bool {
	if strings.ContainsAny(s, "@＠") {
		return true
	}
	for i := 0; i+1 < len(s); i++ {
		switch s[i] {
		case '4':
			if s[i+1] == '0' && strings.ContainsAny(s, `%&\\`) {
				return true
			}
		case '6':
			if s[i+1] == '4' && strings.Contains(s, "&#64;") {
				return true
			}
		case 't', 'T':
			if strings.ContainsRune(")]}> ", rune(s[i+1])) && strings.ContainsAny(s, ")]}>") {
				return true
			}
		}
	}
	return false
}

// inPURL reports whether what a text ends with is the path of a purl, where "@" stands before the version.
func inPURL(s string) bool {
	s = s[strings.LastIndexAny(s, " \t\r\n\"'<>(),;")+1:]
	return strings.Contains(s, "pkg:") && !strings.ContainsAny(s, "?#")
}
