// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package copyleft says how far the copyleft of a licence goes from a part to the work that uses it,
// and which licences that work may then be under.
//
// Copyleft has axes and no level: how far it reaches, what sets it off, whether the part was changed, how
// the work uses the part, and what is done with the work. [Reach] looks at all of them; [Under] knows
// what the texts of the licences say of later versions and compatible licences; [Fit] puts both together for
// a work that is to go out under a licence.
//
// It fails closed: what the texts and the input leave open is [Open]. Nothing here is legal advice.
package copyleft

import (
	"slices"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// Answer is what can be said. Which of No and Yes is the welcome one depends on the question.
type Answer int

// The answers.
const (
	No Answer = iota
	Open
	Yes
)

// Use is what is done with the work. It is spelt as package assessment spells it.
type Use string

// The uses. Internal ends at the legal person.
const (
	Internal     Use = "internal"
	Distribution Use = "distribution"
	Service      Use = "service"
	Publication  Use = "publication"
)

// A Part is how a part stands in the work.
type Part struct {
	Relations []inventory.RelationKind // all that is said of how the work uses it; none: nothing says so
	Modified  inventory.Modified
	Use       Use
}

// Reached is whether a copyleft reaches the work, and why.
type Reached struct {
	Answer Answer
	Reason inventory.Message
}

// every relation there may be where nothing says which it is.
var every = []inventory.RelationKind{inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic, inventory.UsesSeparately}

// may lists what a relation that says little may stand for. What is contained may lie beside the rest or be a part of one
// program with it; for a copyleft that ends at the part's own files or library the latter is no more than linking.
func may(k inventory.RelationKind, f facts.Facts) []inventory.RelationKind {
	switch {
	case k == inventory.DependsOn, k == inventory.Contains && (f.Reach == facts.ReachFile || f.Reach == facts.ReachLibrary):
		return every[1:]
	case k == inventory.Contains:
		return every
	}
	return []inventory.RelationKind{k}
}

// Reach tells whether the copyleft of what the facts are about reaches the work that uses the part: Yes, No,
// or Open where it depends on what nobody said or settled. Of several relations the farthest reaching counts.
func Reach(f facts.Facts, p Part) Reached {
	if f.Reach == facts.ReachNone || f.Reach == "" {
		return reached(No, "copyleft.none", f)
	}
	if len(p.Relations) == 0 {
		return p.uncertain(f, every)
	}
	worst := Reached{Answer: -1}
	for _, k := range p.Relations {
		r := p.uncertain(f, may(k, f))
		if r.Answer > worst.Answer {
			worst = r
		}
	}
	return worst
}

// uncertain is the answer where the relation is one of several: the one they agree on, else Open.
func (p Part) uncertain(f facts.Facts, kinds []inventory.RelationKind) Reached {
	first := p.related(f, kinds[0])
	for _, k := range kinds[1:] {
		if p.related(f, k).Answer != first.Answer {
			return reached(Open, "copyleft.relation", f)
		}
	}
	return first
}

// related is the answer for one relation and the use.
func (p Part) related(f facts.Facts, k inventory.RelationKind) Reached {
	r := relation(f, p, k)
	if r.Answer == No {
		return r
	}
	t := p.triggered(f)
	if t.Reason.Key == "copyleft.unmodified" && p.Use == Service && r.Answer == Yes {
		// Nobody changed the part, but what links or takes it in may itself be the changed version.
		return reached(Open, "copyleft.combined", f)
	}
	if t.Answer < r.Answer {
		return t
	}
	return r
}

// triggered tells whether the use sets the copyleft off at all.
func (p Part) triggered(f facts.Facts) Reached {
	onChange := f.On(facts.OnModification)
	switch p.Use {
	case Distribution, Publication:
		return Reached{Answer: Yes}
	case Service:
		switch {
		case f.On(facts.OnNetwork) && f.OnlyModified && p.Modified == inventory.No:
			return reached(No, "copyleft.unmodified", f)
		case f.On(facts.OnNetwork) && f.Arguable:
			return reached(Open, "copyleft.arguable", f)
		case f.On(facts.OnNetwork) && f.OnlyModified && p.Modified != inventory.Yes:
			return reached(Open, "copyleft.if-modified", f)
		case f.On(facts.OnNetwork):
			return Reached{Answer: Yes}
		case !onChange:
			return reached(No, "copyleft.no-network", f)
		}
	}
	switch { // internal use, or a service that sets nothing off by itself
	case !onChange:
		return reached(No, "copyleft.internal", f)
	case p.Modified == inventory.No:
		return reached(No, "copyleft.unmodified", f)
	}
	return reached(Open, "copyleft.changed", f) // how far a duty of whoever merely changes goes differs from text to text
}

// relation is the answer for one relation, where the use sets the copyleft off.
func relation(f facts.Facts, p Part, k inventory.RelationKind) Reached {
	switch k {
	case inventory.BuildsWith, inventory.TestsWith:
		return reached(No, "copyleft.tool", f)
	case inventory.UsesSeparately:
		if p.Use == Service && wholeService(f) {
			return reached(Open, "copyleft.service", f)
		}
		return reached(No, "copyleft.separate", f)
	case inventory.Incorporates:
		return spared(f, incorporated(f))
	case inventory.LinksStatic, inventory.LinksDynamic:
		return spared(f, linked(f, k))
	}
	return reached(Open, "copyleft.relation", f)
}

func incorporated(f facts.Facts) Reached {
	switch {
	case f.Reach == facts.ReachProgram || f.Spares == facts.SparesLinking && programBase(f):
		return reached(Yes, "copyleft.incorporated", f)
	case f.Reach == facts.ReachFile && (f.Kind == facts.KindSoftware || f.Kind == facts.KindFont):
		return reached(No, "copyleft.files", f)
	case f.Reach == facts.ReachFile || f.Reach == facts.ReachLibrary:
		return reached(Open, "copyleft.merged", f) // copied as it is, it stays what it is; merged, it does not
	}
	return reached(Open, "copyleft.unclear", f)
}

// programBase reports whether the licence alone reaches the whole program. What an exception spares is then linking, not
// code that was taken over.
func programBase(f facts.Facts) bool {
	base, ok := facts.Of(spdx.License{ID: f.Base})
	return ok && base.Reach == facts.ReachProgram
}

func linked(f facts.Facts, k inventory.RelationKind) Reached {
	switch f.LinkReach {
	case facts.LinkAny:
		return reached(Yes, "copyleft.linked", f)
	case facts.LinkStatic:
		if f.Reach != facts.ReachLibrary && k == inventory.LinksStatic {
			return reached(Yes, "copyleft.linked", f)
		}
	case facts.LinkUnclear:
		return reached(Open, "copyleft.unclear", f)
	}
	switch f.Reach {
	case facts.ReachFile:
		return reached(No, "copyleft.files", f)
	case facts.ReachLibrary:
		if f.Relink == facts.LinkAny || f.Relink == facts.LinkStatic && k == inventory.LinksStatic {
			return reached(No, "copyleft.relinking", f) // a duty to recipients, and no say in the licence
		}
		if f.Relink == facts.LinkStatic {
			return reached(No, "copyleft.relinking-shared", f) // the same duty, which a shared library fulfils
		}
		return reached(No, "copyleft.library", f)
	case facts.ReachUnclear:
		return reached(Open, "copyleft.unclear", f)
	}
	return reached(No, "copyleft.not-linking", f)
}

// spared makes a question of what an exception takes out for particular others only.
func spared(f facts.Facts, r Reached) Reached {
	particular := []facts.Spared{facts.SparesNamedWorks, facts.SparesFreeSoftware, facts.SparesInterface,
		facts.SparesPlugins, facts.SparesUserPrograms}
	if r.Answer == Yes && slices.Contains(particular, f.Spares) {
		return reached(Open, "copyleft.spared", f)
	}
	return r
}

// wholeService: the source of everything that makes the service is asked for (SSPL-1.0, section 13).
func wholeService(f facts.Facts) bool { return f.ID == "SSPL-1.0" }

func reached(a Answer, key string, f facts.Facts) Reached {
	return Reached{a, inventory.Message{Key: key, Args: inventory.Args{"licence": f.ID}}}
}
