// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"lizenzlotse/policy"
)

// Whoever takes the comment signs off the examples of init has a policy that works and says all that.
func TestExamplesOfInitWork(t *testing.T) {
	example := regexp.MustCompile(`(?m)^# ( *(?:- )?[A-Za-z0-9-]+:(?: |$))`)
	for _, lang := range []string{"de", "en"} {
		s := &session{lang: lang}
		text := example.ReplaceAllString(fmt.Sprintf(s.template(), "2026-11-22", "dortmund"), "$1")
		p, err := policy.Load([]string{"x.yml"}, func(path string) ([]byte, error) {
			if path != "x.yml" {
				return nil, fs.ErrNotExist
			}
			return []byte(text), nil
		})
		if err != nil {
			t.Errorf("%s: %v\n%s", lang, err, text)
			continue
		}
		one, six := p.Rule("LIZ-001"), p.Rule("LIZ-006")
		if one.Criterion == nil || one.Criterion.Kind != "A" || six.Criterion == nil || len(six.Criterion.Scale) != 2 ||
			p.Ground.DE == "" || len(p.Exclude) != 1 || len(p.SBOM) != 1 || len(p.Licenses) != 1 || !p.Own.Stated() || p.Language != lang {
			t.Errorf("%s: %+v", lang, p)
		}
		var shown strings.Builder
		if err := p.Show(&shown); err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"name", "version", "date", "title", "decides", "ground", "use", "stage", "language", "sources", "own", "exclude", "sbom", "rules", "licences", "outbound", "house", "dependencies"} {
			if !strings.Contains("\n"+shown.String(), "\n"+key+":") {
				t.Errorf("%s: %s is in no example\n%s", lang, key, shown.String())
			}
		}
	}
}
