// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package duty says what licences ask of whoever hands the software over, publishes it, runs it for others
// or only uses it. It is the one place where this is worked out, from the facts of a licence and from how a
// component is met; what the facts do not tell is no duty here, and what the input leaves open has a kind
// that says so ("…-if-modified").
//
// The delivery to the city is itself a distribution, so the bidder has the duties of distribution whatever
// the city does; the city has those of its own use. Internal use ends at the legal person.
package duty

import (
	"slices"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Facts looks up what is known of a licence or pair; false if nothing is.
type Facts func(atom spdx.Expression) (facts.Facts, bool)

// A Situation is what duties depend on beside the licence. It can be compared.
//
// The stage of a procurement is not among it: what is owed is the same at every stage, and only when it can
// be asked for differs, which is the rules' to say.
type Situation struct {
	Use      assessment.Use
	Modified inventory.Modified
	Related  Related // how others use the component
	// Source: it is handed over as source code. The city passes it on in the form in which it got it, but
	// publishes source code.
	Source bool
	// Tool: it serves to develop, build or test, and is not handed over. What lies in the tree is handed over.
	Tool bool
	// External: a document says that it is not part of what is delivered.
	External bool
}

// Of says what a licence or pair asks of the bidder and of the city, as kinds in the order of [Kinds].
func Of(atom spdx.Expression, look Facts, s Situation) (bidder, city []string) {
	f, ok := look(atom)
	if !ok || s.Tool && !s.Source {
		return nil, nil
	}
	f = copied(atom, f, look, s)
	if !s.External {
		bidder = ordered(handing(f, s, s.Source), clauses(f, true))
	}
	switch s.Use {
	case assessment.UseDistribution:
		city = handing(f, s, s.Source)
	case assessment.UsePublication:
		city = handing(f, s, true)
	case assessment.UseService:
		city = append(serving(f, s), changing(f, s)...)
	default:
		city = changing(f, s)
	}
	passes := s.Use == assessment.UseDistribution || s.Use == assessment.UsePublication || s.Use == assessment.UseService && f.OnDisplay()
	return bidder, ordered(city, clauses(f, passes))
}

// copied gives the reach of the licence alone where an exception spares what is linked and the code was
// copied instead: copied code is no independent module.
func copied(atom spdx.Expression, f facts.Facts, look Facts, s Situation) facts.Facts {
	pair, ok := atom.(spdx.With)
	if !ok || f.Spares != facts.SparesLinking || s.Related&Incorporated == 0 {
		return f
	}
	if base, ok := look(pair.License); ok {
		f.Reach, f.LinkReach = base.Reach, base.LinkReach
	}
	return f
}

// handing are the duties of whoever passes the component on, as source code or without it.
func handing(f facts.Facts, s Situation, source bool) []string {
	var kinds []string
	add := func(owed bool, kind string) {
		if owed {
			kinds = append(kinds, kind)
		}
	}
	t := termsOf(f)
	add(t.notice.on(source), assessment.DutyNotice)
	add(t.text.on(source), assessment.DutyLicenseText)
	add(f.SourceDuty && !source, assessment.DutySource)
	if t.changes.on(source) && s.Modified != inventory.No {
		add(true, ifSure(s.Modified == inventory.Yes, assessment.DutyChanges, assessment.DutyChangesIfModified))
	}
	kinds = append(kinds, same(f, s)...)
	if t.relinking && !source {
		switch {
		case s.Related&(Incorporated|LinkedStatic|LinkedDynamic) != 0:
			add(true, assessment.DutyRelinking)
		case s.Related.open():
			add(true, assessment.DutyRelinkingIfLinked)
		}
	}
	add(t.installation && !source, assessment.DutyInstallation)
	if !source && s.Related == LinkedStatic {
		return excepted(f, kinds)
	}
	return kinds
}

// same is what goes out under the same licence.
func same(f facts.Facts, s Situation) []string {
	switch f.Reach {
	case facts.ReachFile:
		return []string{assessment.DutySameFile}
	case facts.ReachLibrary:
		return []string{assessment.DutySameLibrary}
	case facts.ReachProgram, facts.ReachUnclear:
		program, ifReached := assessment.DutySameProgram, assessment.DutySameProgramIfReached
		if f.SourceOnly() {
			program, ifReached = assessment.DutySourceProgram, assessment.DutySourceProgramIfReached
		}
		switch reaches(f, s.Related) {
		case copyleft.Yes:
			return []string{program}
		case copyleft.Open:
			return []string{ifReached}
		}
	}
	return nil
}

// serving are the duties of whoever lets others use the software over a network.
func serving(f facts.Facts, s Situation) []string {
	if f.OnDisplay() {
		return handing(f, s, true)
	}
	if f.Produced() {
		return append(network(f, s), assessment.DutyNotice)
	}
	return network(f, s)
}

// network are the duties that use over a network sets off.
func network(f facts.Facts, s Situation) []string {
	if !f.On(facts.OnNetwork) {
		return nil
	}
	separate := s.Related != 0 && s.Related&^Separate == 0
	switch {
	case f.Arguable:
		return []string{assessment.DutyNetworkSourceArguable}
	case !f.OnlyModified && separate:
		// Whether a program behind the service is itself made available to its users is open.
		return []string{assessment.DutyNetworkSourceArguable}
	case !f.OnlyModified, s.Modified == inventory.Yes, s.Related&Incorporated != 0:
		// To copy from a work into another is to modify it.
		return append(same(f, s), assessment.DutyNetworkSource)
	case s.Modified != inventory.No:
		return []string{assessment.DutyNetworkSourceIfModified}
	case f.Reach == facts.ReachProgram && reaches(f, s.Related) != copyleft.No && s.Related != 0:
		// The part is unchanged; whether the program that is joined with it is a modified version is a matter of interpretation.
		return []string{assessment.DutyNetworkSourceArguable}
	}
	return nil
}

// changing are the duties that a change alone brings, without anything being passed on.
func changing(f facts.Facts, s Situation) []string {
	if !f.On(facts.OnModification) || s.Modified == inventory.No {
		return nil
	}
	return []string{ifSure(s.Modified == inventory.Yes, assessment.DutySource, assessment.DutySourceIfModified)}
}

// clauses are what one has to know of the licence beside what one does, passing it on or not.
func clauses(f facts.Facts, passing bool) []string {
	t := termsOf(f)
	var kinds []string
	if naming(f, passing) {
		kinds = append(kinds, assessment.DutyNaming)
	}
	if t.patent {
		kinds = append(kinds, assessment.DutyPatent)
	}
	return kinds
}

func ifSure(sure bool, kind, otherwise string) string {
	if sure {
		return kind
	}
	return otherwise
}

// Kinds lists all kinds in the order in which people are told of them.
var Kinds = []string{
	assessment.DutyNotice, assessment.DutyNoticeIfNotExcepted, assessment.DutyLicenseText, assessment.DutyLicenseTextIfNotExcepted,
	assessment.DutySource, assessment.DutySourceIfModified, assessment.DutySourceIfNotExcepted,
	assessment.DutySourceProgram, assessment.DutySourceProgramIfReached,
	assessment.DutyNetworkSource, assessment.DutyNetworkSourceIfModified, assessment.DutyNetworkSourceArguable,
	assessment.DutyChanges, assessment.DutyChangesIfModified, assessment.DutyChangesIfNotExcepted,
	assessment.DutySameFile, assessment.DutySameLibrary, assessment.DutySameProgram, assessment.DutySameProgramIfReached, assessment.DutySameIfNotExcepted,
	assessment.DutyRelinking, assessment.DutyRelinkingIfLinked, assessment.DutyInstallation,
	assessment.DutyNaming, assessment.DutyPatent,
}

// Order is the place of a kind in [Kinds]; -1 if it is none.
func Order(kind string) int { return slices.Index(Kinds, kind) }

func ordered(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.SortFunc(all, func(a, b string) int { return Order(a) - Order(b) })
	return slices.Compact(all)
}
