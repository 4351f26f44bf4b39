// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package criteria

import (
	"cmp"
	"embed"
	"fmt"
	"strings"
	"sync"

	"lizenzlotse/policy/assessment"
)

//go:embed de.txt en.txt
var files embed.FS

// texts hold what may stand in tender documents, by language, then "LIZ-001.demand" or, for a family, "LIZ.proof".
var texts = sync.OnceValue(func() map[string]map[string]string {
	all := map[string]map[string]string{}
	for _, lang := range []string{"de", "en"} {
		data, err := files.ReadFile(lang + ".txt")
		if err != nil {
			panic(err) // the files are part of the program
		}
		if all[lang], err = parse(string(data)); err != nil {
			panic(lang + ".txt: " + err.Error()) // and a test reads them
		}
	}
	return all
})

func parse(data string) (map[string]string, error) {
	list := map[string]string{}
	number := 0
	for line := range strings.Lines(data) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		key, text, ok := strings.Cut(line, " = ")
		if !ok || list[key] != "" {
			return nil, fmt.Errorf("line %d is no entry, or one more of its key", number)
		}
		list[key] = text
	}
	return list, nil
}

// A Wording is a rule in the words of tender documents.
type Wording struct {
	Demand string // the requirement
	Proof  string // how it is shown
	Person string // what a person decides
}

// WordingOf gives the words for a rule, in German unless lang is "en"; false for a rule that has none of its own, as one
// that a city wrote itself.
func WordingOf(rule, lang string) (Wording, bool) {
	if lang != "en" {
		lang = "de"
	}
	family, _, _ := strings.Cut(rule, "-")
	get := func(part string) string {
		if text := texts()[lang][rule+"."+part]; text != "" {
			return text
		}
		return texts()[lang][family+"."+part]
	}
	w := Wording{Demand: texts()[lang][rule+".demand"], Proof: get("proof"), Person: get("person")}
	return w, w.Demand != ""
}

// wording is WordingOf, or for a rule of a city's own what its documentation says.
func wording(r *assessment.RuleUsed, lang string) Wording {
	w, ok := WordingOf(r.ID, lang)
	if !ok {
		w.Demand = cmp.Or(r.Doc.Title.In(lang), r.Doc.What.In(lang))
	}
	if r.Criterion != nil {
		w.Demand = cmp.Or(criterionOf(r.ID, lang), w.Demand)
	}
	return w
}

// criterionOf gives the words in which a duty of the city's own asks something of bidders; none for other rules.
func criterionOf(rule, lang string) string {
	if lang != "en" {
		lang = "de"
	}
	return texts()[lang][rule+".criterion"]
}

// own reports whether what a rule asks for is the city's own duty, and so no requirement on bidders. What is due at
// acceptance belongs to the contract, even where the city records it, and what was published as a criterion is one.
func own(r *assessment.RuleUsed) bool {
	if r.Criterion != nil {
		return false
	}
	switch r.Doc.Stage {
	case assessment.StageOwnDuty:
		return true
	case assessment.StagePerformance, assessment.StageAcceptance:
		return false
	}
	return r.Doc.Addressee == assessment.City
}

// stage is when a rule asks: as a criterion, what the city owes itself otherwise is judged with the bid.
func stage(r *assessment.RuleUsed) assessment.Stage {
	if r.Criterion != nil && r.Doc.Stage == assessment.StageOwnDuty {
		return assessment.StageBid
	}
	return r.Doc.Stage
}
