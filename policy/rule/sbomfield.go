// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
)

// maxExamples is how many components a message names.
const maxExamples = 5

// A mark is how a field stands in a document or of a component.
type mark int

const (
	has mark = iota
	notOwed
	absent
	wrong // stated, and not in the form that is asked for
	// What follows cannot be decided from the document alone.
	unknownSaid    // stated to be unknown
	maybeLogical   // a logical component does not owe it
	maybeLost      // it may have been lost when parts were assembled
	formUnclear    // stated, and not of which form of the component
	otherParty     // only the supplier is stated where the creator is asked for, or the reverse
	maybeLeaf      // it may have no dependencies
	unread         // part of the document was not read
	laterVersion   // a version of the format that is not known to be released
	contextUnclear // words that name no stage
	bySilence      // SPDX 3 says no by saying nothing, and the document does not say that it follows that
	weakHash       // a checksum by an algorithm that is broken
	otherForm      // stated in another form than the format of the document asks for
	otherRelation  // relations are stated, and not that which is asked for
	lastMark
)

// reasons name the marks that leave a field open.
var reasons = map[mark]string{
	unknownSaid: "said-unknown", maybeLogical: "logical", maybeLost: "lost", formUnclear: "form", otherParty: "other-party",
	maybeLeaf: "leaf", unread: "unread", laterVersion: "later-version", contextUnclear: "context",
	bySilence: "silence", weakHash: "weak-hash", otherForm: "other-form", otherRelation: "relation",
}

// A field is something that a standard may ask for, either of the document or of each component.
type field struct {
	document func(*sbomCase, *facts.Requirement) stated
	entry    func(*sbomCase, *sbomEntry, *facts.Requirement) mark
	// Which kinds of components owe it beside those that are described in full.
	logical, identified, referenced bool
	losable                         bool // assembly may lose it (BSI TR-03183-2, 3.2.1)
}

// stated is how a field of the document stands, and what is said of it; without a message the general words are used.
type stated struct {
	mark
	inventory.Message
	at []*sbomEntry // the components that the message names
}

// fields are all that the table of requirements may name.
var fields = map[string]field{
	"format": {document: formatField}, "valid": {document: validField},
	"author": {document: authorField}, "author-contact": {document: authorContact}, "author-organization": {document: authorOrganization},
	"timestamp": {document: timestampField},
	"uri":       {document: uriField}, "revision": {document: revisionField}, "document-name": {document: documentName}, "data-licence": {document: dataLicence},
	"tool": {document: toolField}, "tool-version": {document: toolVersion}, "generation-context": {document: generationContext},
	"primary":         {document: primaryField},
	"name":            {entry: nameField, logical: true, identified: true, referenced: true},
	"version":         {entry: versionField, logical: true, identified: true, referenced: true},
	"creator-contact": {entry: creatorContact, logical: true, identified: true, referenced: true},
	"creator":         {entry: creatorField, logical: true, identified: true, referenced: true},
	"supplier":        {entry: supplierField, logical: true, identified: true, referenced: true},
	"identifier":      {entry: identifierField, logical: true, identified: true},
	"purl":            {entry: identifierField, logical: true, identified: true},
	"dependencies":    {entry: dependenciesField, logical: true}, "references": {document: referencesField},
	"relationships":        {document: relationshipsField},
	"completeness":         {entry: completenessField, logical: true},
	"distribution-licence": {entry: distributionLicence, logical: true}, "associated-licence": {entry: associatedLicence, logical: true},
	"licence": {entry: licenceField, logical: true}, "concluded-licence": {entry: concludedLicence, logical: true},
	"original-licence": {entry: originalLicence, logical: true}, "declared-licence": {entry: declaredLicence, logical: true},
	"effective-licence": {entry: effectiveLicence, logical: true},
	"deployable-hash":   {entry: deployableHash, losable: true}, "hash": {entry: hashField, losable: true}, "source-hash": {entry: sourceHash},
	"filename": {entry: filenameField, losable: true}, "executable": {entry: executableField},
	"archive": {entry: archiveField}, "structured": {entry: structuredField},
	"source-uri": {entry: sourceURI}, "deployable-uri": {entry: deployableURI}, "download": {entry: downloadField},
	"security-txt": {entry: securityTxt, logical: true},
	"copyright":    {entry: copyrightField},
	"scope":        {document: scopeField}, "vulnerabilities": {document: vulnerabilitiesField}, "signature": {document: signatureField},
}

// sbom makes the check of a rule about SBOMs: what the standards ask under it, field by field.
func sbom(id string) func(*DocumentCase) []Outcome {
	return func(c *DocumentCase) []Outcome {
		if !c.SBOM() {
			return nil
		}
		s := c.sbom()
		var list []Outcome
		for _, a := range s.applied {
			if a.why.Key != "" && id == sbomRules[0] {
				list = append(list, s.picked(a))
			}
			list = append(list, s.judge(a, id)...)
		}
		return list
	}
}

// picked says which standard was applied and why, or that there is none.
func (s *sbomCase) picked(a applied) Outcome {
	o := Outcome{Finding: Finding{State: Pass, Message: a.why}, Note: true, About: a.ID}
	if len(a.Choices) > 0 {
		o.State, o.Note = Unknown, false
	}
	return o
}

// judge looks at every field that a standard asks for under a rule.
func (s *sbomCase) judge(a applied, id string) []Outcome {
	var list []Outcome
	for i := range facts.Requirements(a.ID, id) {
		r := &facts.Requirements(a.ID, id)[i]
		f := fields[r.Field]
		var o Outcome
		if f.document != nil {
			o = s.ofDocument(r, f)
		} else {
			o = s.ofEntries(a, r, f)
		}
		if a.Informs && o.Message.Key != "" {
			o.State, o.Note = Pass, true
		}
		o.About = r.Standard + " " + r.Field
		if n := len(list) - 1; n >= 0 && alike(&list[n], &o) {
			list[n].Message.Args["field"] += "," + r.Field
			list[n].About += "," + r.Field
			continue
		}
		list = append(list, o)
	}
	return list
}

// alike reports whether two findings on the components differ in nothing but the field, so that they can be said as one.
func alike(a, b *Outcome) bool {
	if a.State != b.State || a.Note != b.Note || a.Message.Key != "rule.sbm.components.missing" || a.Message.Key != b.Message.Key || a.Message.Args["wrong"] != "" {
		return false
	}
	for name, value := range b.Message.Args {
		if name != "field" && a.Message.Args[name] != value {
			return false
		}
	}
	return true
}

// of adds what every message about a requirement says.
func of(r *facts.Requirement, m mark, said inventory.Message) inventory.Message {
	standard, _ := facts.StandardOf(r.Standard)
	level := r.Kind()
	if m == wrong && r.Level == facts.LevelIfExists {
		level = "if-given" // it does exist
	}
	args := inventory.Args{"field": r.Field, "level": level, "standard": standard.String(), "section": r.Section}
	if r.Numbered() {
		args["section"], args["number"] = "", r.Section
	}
	for k, v := range said.Args {
		args[k] = v
	}
	return inventory.Message{Key: said.Key, Args: args}
}

// weigh makes an outcome of how a field stands at its worst.
func weigh(r *facts.Requirement, m mark, said inventory.Message) Outcome {
	if r.Level == facts.LevelMustNot {
		if m == absent {
			return Outcome{Finding: pass()}
		}
		return Outcome{Finding: Finding{State: Fail, Message: of(r, m, said)}}
	}
	o := Outcome{Finding: Finding{Message: of(r, m, said)}}
	switch {
	case m == has || m == notOwed:
		if said.Key == "" {
			return Outcome{Finding: pass()}
		}
		o.Note = true
	case r.Level == facts.LevelUnclear:
		o.State, o.Asks = Unknown, assessment.Bidder
	case r.Level == facts.LevelMay || r.Level == facts.LevelCoverage || r.Level == facts.LevelIfExists && m != wrong:
		o.Note = true
	case m == absent || m == wrong:
		o.State = Fail
	default:
		o.State, o.Asks = Unknown, assessment.Bidder
	}
	return o
}

func (s *sbomCase) ofDocument(r *facts.Requirement, f field) Outcome {
	x := f.document(s, r)
	x.mark = said(r, x.mark)
	if x.Key == "" {
		switch x.mark {
		case has:
		case absent:
			x.Message = message("rule.sbm.document.missing")
		case wrong:
			x.Message = message("rule.sbm.document.wrong")
		default:
			x.Message = message("rule.sbm.document.open", "reasons", reasons[x.mark])
		}
	}
	o := weigh(r, x.mark, x.Message)
	o.Evidence = s.places(x.at)
	return o
}

// said decides what it counts that a field is stated to be unknown.
func said(r *facts.Requirement, m mark) mark {
	if m == unknownSaid {
		switch r.Parameter("unknown") {
		case "addressed":
			return has
		case "missing":
			return absent
		}
	}
	return m
}

func (s *sbomCase) ofEntries(a applied, r *facts.Requirement, f field) Outcome {
	var counts [lastMark]int
	var total, open int
	var examples [lastMark][]*sbomEntry
	direct, primary := r.Parameter("scope") == "direct", r.Parameter("scope") == "primary"
	for i := range s.entries {
		e := &s.entries[i]
		if direct && !e.direct || primary && !e.primary || a.Kinds && !f.owed(e.kind) {
			continue
		}
		m := said(r, f.entry(s, e, r))
		if a.Kinds && m == absent {
			switch {
			case e.group && !f.logical:
				m = maybeLogical
			case e.part && f.losable:
				m = maybeLost
			}
		}
		total++
		counts[m]++
		if m > wrong {
			open++
		}
		if m >= absent && len(examples[m]) < maxExamples {
			examples[m] = append(examples[m], e)
		}
	}
	worst, key := has, ""
	switch {
	case counts[absent] > 0 && !(r.Level == facts.LevelIfExists && counts[wrong] > 0): // there wrong fails, and missing does not
		worst, key = absent, "rule.sbm.components.missing"
	case counts[wrong] > 0:
		worst, key = wrong, "rule.sbm.components.wrong"
	case open > 0:
		worst, key = unknownSaid, "rule.sbm.components.open"
	default:
		return Outcome{Finding: pass()}
	}
	var shown []*sbomEntry
	var why []string
	for m := range lastMark {
		if m < absent || counts[m] == 0 {
			continue
		}
		if shown == nil || m == worst {
			shown = examples[m]
		}
		if m > wrong {
			why = append(why, reasons[m])
		}
	}
	o := weigh(r, worst, message(key, "total", strconv.Itoa(total), "count", number(counts[absent]), "wrong", number(counts[wrong]),
		"open", number(open), "reasons", strings.Join(why, ","), "examples", names(shown)))
	o.Evidence = s.places(shown)
	return o
}

// places are where the document names components.
func (s *sbomCase) places(list []*sbomEntry) []inventory.Evidence {
	var places []inventory.Evidence
	for _, e := range list {
		at := inventory.Evidence{Path: s.Document.ID, Detector: s.Document.Format, Quote: Short(e.title())}
		if e.Instance.Line > 0 {
			at.Line = inventory.LineRange{First: e.Instance.Line, Last: e.Instance.Line}
		}
		places = append(places, at)
	}
	return places
}

// owed reports whether components of a kind owe the field at all.
func (f *field) owed(k kind) bool {
	return k == described || k == identified && f.identified || k == referenced && f.referenced
}

// number is "" for none, so that a message leaves it out.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// title is what a person calls the component.
func (e *sbomEntry) title() string {
	for _, name := range []string{e.Entry.Name, e.Component.Name, e.Instance.Ref, e.Component.ID} {
		if name != "" {
			return strings.TrimSpace(name + " " + e.Entry.Version)
		}
	}
	return ""
}

func names(list []*sbomEntry) string {
	var all []string
	for _, e := range list {
		if name := e.title(); name != "" && !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return strings.Join(all, ", ")
}

// orUnsaid marks a field that is missing by what the document says of that.
func (m mark) orUnsaid(e *inventory.Entry, name string) mark {
	switch {
	case m != absent:
	case slices.Contains(e.None, name):
		return has
	case slices.Contains(e.Unknown, name):
		return unknownSaid
	}
	return m
}

// better is the mark of a field that two places can fill.
func better(a, b mark) mark {
	for _, m := range []mark{a, b} {
		if m == has {
			return has
		}
	}
	return max(a, b) // what is open before what is wrong, and that before what is missing
}
