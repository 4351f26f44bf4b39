// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "fmt"

var verdictNames = [...]string{"satisfied", "conditional", "review", "violated"}

// String gives the verdict's English name, which is also how results and flags write it.
func (v Verdict) String() string {
	if v < 0 || int(v) >= len(verdictNames) {
		return fmt.Sprintf("Verdict(%d)", int(v))
	}
	return verdictNames[v]
}

// ParseVerdict undoes String.
func ParseVerdict(s string) (Verdict, error) {
	for i, name := range verdictNames {
		if s == name {
			return Verdict(i), nil
		}
	}
	return 0, fmt.Errorf("no verdict %q", s)
}

// MarshalText writes the name.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText undoes MarshalText.
func (v *Verdict) UnmarshalText(b []byte) error {
	var err error
	*v, err = ParseVerdict(string(b))
	return err
}

// In gives the text in a language: "en", or German for anything else.
func (t Text) In(lang string) string {
	if lang == "en" {
		return t.EN
	}
	return t.DE
}
