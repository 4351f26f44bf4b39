// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"encoding/hex"
	"slices"
	"strings"
	"unicode"

	"lizenzlotse/scanner/inventory"
)

// sayingUnknown are the words that people and programs put where they have nothing to put.
var sayingUnknown = []string{"noassertion", "unknown", "unbekannt", "n/a", "n.a.", "k.a.", "k. a.", "keine angabe", "not specified", "not available", "undefined", "null", "tbd", "todo"}

// saysUnknown reports whether a text says that something is not known, in words or by signs like "-" and "???".
func saysUnknown(s string) bool {
	return slices.Contains(sayingUnknown, strings.ToLower(s)) || !strings.ContainsFunc(s, isWordRune)
}

func isWordRune(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }

// isShown reports whether a character can be seen: blanks of any kind and marks without width cannot.
func isShown(c rune) bool { return unicode.IsGraphic(c) && !unicode.IsSpace(c) }

// textField marks a field that is a text.
func textField(s string) mark {
	switch s = strings.TrimSpace(s); {
	case !strings.ContainsFunc(s, isShown):
		return absent
	case saysUnknown(s):
		return unknownSaid
	}
	return has
}

// nameText marks a name. There are packages that are called "null" or "-".
func nameText(s string) mark {
	switch s = strings.TrimSpace(s); {
	case !strings.ContainsFunc(s, isShown):
		return absent
	case strings.EqualFold(s, "NOASSERTION") || strings.EqualFold(s, "unknown"):
		return unknownSaid
	}
	return has
}

// digests are the lengths in hexadecimal digits of what the algorithms give.
var digests = map[string]int{
	"MD5": 32, "SHA1": 40, "SHA224": 56, "SHA256": 64, "SHA384": 96, "SHA512": 128, "SHA3224": 56, "SHA3256": 64, "SHA3384": 96, "SHA3512": 128,
	"BLAKE2B256": 64, "BLAKE2B384": 96, "BLAKE2B512": 128,
}

// isDigest reports whether a checksum can be one of its algorithm: as long as those are, and not just zeros.
func isDigest(h inventory.Hash) bool {
	_, err := hex.DecodeString(h.Value)
	length := digests[plain(h.Algorithm)]
	return err == nil && strings.Trim(h.Value, "0") != "" && (length == 0 || len(h.Value) == length)
}

// isIdentifier reports whether an identifier has the form of its kind, as far as the kind has one.
func isIdentifier(i inventory.Identifier) bool {
	switch value := strings.TrimSpace(i.Value); i.Kind {
	case "purl":
		kind, name, ok := strings.Cut(strings.TrimLeft(strings.TrimPrefix(strings.ToLower(value), "pkg:"), "/"), "/")
		return len(value) > 4 && strings.EqualFold(value[:4], "pkg:") && ok && strings.TrimSpace(kind) != "" && strings.ContainsFunc(name, isShown) && !strings.HasPrefix(name, "@")
	case "cpe":
		return len(value) > 4 && strings.EqualFold(value[:4], "cpe:")
	}
	return true
}
