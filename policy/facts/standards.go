// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

import (
	_ "embed" // the tables
	"slices"
	"strings"
	"sync"
)

//go:embed standards.tsv
var standardsTSV string

//go:embed requirements.tsv
var requirementsTSV string

// A Standard is something that asks for an SBOM to be made in a certain way: a technical guideline, a
// list of minimum elements, a law.
type Standard struct {
	ID      string // what a policy calls it: "bsi-2.1.0"
	Title   string
	Version string // "" where it has none or its title says it
	Date    string // RFC 3339 full-date, or as much of it as is known; "" where nothing is
	// From and Until are the first and last day of delivery for which it may be applied, RFC 3339
	// full-dates; "" where there is no such day (BSI TR-03183-2, section 7).
	From, Until string
	// Kinds: a component may be described as logical, identified or referenced and then needs less
	// (BSI TR-03183-2, 3.2.2 to 3.2.5).
	Kinds bool
	// Informs: it binds nobody here, so that what is missing is never more than a note.
	Informs bool
	// Choices are the standards that this one picks from by the day of delivery, the newest first.
	Choices []string
	// Secondary: the text itself was not read, this is what others report of it.
	Secondary bool
}

// String is the title with the version.
func (s Standard) String() string { return strings.TrimSpace(s.Title + " " + s.Version) }

// Applies reports whether an SBOM delivered on a day, an RFC 3339 full-date, may be judged by it.
func (s Standard) Applies(delivered string) bool {
	return (s.From == "" || s.From <= delivered) && (s.Until == "" || delivered <= s.Until)
}

// Level is how a standard asks for a field.
type Level string

// The levels.
const (
	LevelMust     Level = "must"
	LevelIfExists Level = "if-exists" // it has to be there if there is such a thing
	LevelMay      Level = "may"       // optional or recommended
	LevelCoverage Level = "coverage"  // it is shown how far it goes, and never fails
	LevelMustNot  Level = "must-not"
	LevelUnclear  Level = "unclear" // whether it is owed is not established, or does not show in the document
)

// A Requirement is one field that a standard asks for.
type Requirement struct {
	Standard string // its ID
	Rule     string
	Field    string // what is asked for: "filename", "creator-contact", …
	Level    Level
	Section  string // of the standard; "" where it is not known

	parameters map[string]string
}

// Kind is how it is asked for as it is to be said: the level, "unclear-" and the reason, or "informs" for all that
// a standard asks for which binds nobody here.
func (r *Requirement) Kind() string {
	switch s, _ := StandardOf(r.Standard); {
	case s.Informs:
		return "informs"
	case r.Level == LevelUnclear:
		return string(r.Level) + "-" + r.Parameter("why")
	}
	return string(r.Level)
}

// Parameter gives a value of the table requirements.tsv, whose comment explains them; "" where there is none.
func (r *Requirement) Parameter(name string) string { return r.parameters[name] }

// Numbered reports whether the section has a number, and is no name of a field or chapter.
func (r *Requirement) Numbered() bool {
	return r.Section != "" && r.Section[0] >= '0' && r.Section[0] <= '9'
}

// Values gives the values of a parameter that holds several.
func (r *Requirement) Values(name string) []string {
	if r.parameters[name] == "" {
		return nil
	}
	return strings.Split(r.parameters[name], ",")
}

// standards are the tables in memory.
type standards struct {
	all          []Standard
	requirements map[[2]string][]Requirement // by standard and rule
}

var sbomStandards = sync.OnceValue(func() *standards {
	s := &standards{requirements: map[[2]string][]Requirement{}}
	for r := range rows("standards.tsv", standardsTSV) {
		x := Standard{
			ID: r["id"], Title: r["title"], Version: r["version"], Date: r["date"], From: r["from"], Until: r["until"],
			Kinds: r["kinds"] == "yes", Informs: r["informs"] == "yes", Secondary: r["secondary"] == "yes",
		}
		if r["choices"] != "" {
			x.Choices = strings.Split(r["choices"], ",")
		}
		s.all = append(s.all, x)
	}
	for r := range rows("requirements.tsv", requirementsTSV) {
		x := Requirement{Standard: r["standard"], Rule: r["rule"], Field: r["field"], Level: Level(r["level"]), Section: r["section"]}
		for p := range strings.FieldsSeq(r["parameters"]) {
			if x.parameters == nil {
				x.parameters = map[string]string{}
			}
			name, value, _ := strings.Cut(p, "=")
			x.parameters[name] = value
		}
		key := [2]string{x.Standard, x.Rule}
		s.requirements[key] = append(s.requirements[key], x)
	}
	return s
})

// Standards lists what may ask something of an SBOM, in the order of the table.
func Standards() []Standard { return sbomStandards().all }

// StandardNames lists the IDs of [Standards].
func StandardNames() []string {
	var list []string
	for _, s := range Standards() {
		list = append(list, s.ID)
	}
	return list
}

// StandardOf finds a standard by its ID.
func StandardOf(id string) (Standard, bool) {
	i := slices.IndexFunc(Standards(), func(s Standard) bool { return s.ID == id })
	if i < 0 {
		return Standard{}, false
	}
	return Standards()[i], true
}

// Requirements are the fields that a standard asks for under a rule; none if the rule has none of them. The list is not to be changed.
func Requirements(standard, rule string) []Requirement {
	return sbomStandards().requirements[[2]string{standard, rule}]
}
