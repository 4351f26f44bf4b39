// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package copyleft

import (
	"slices"

	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Known is a licence or pair with what is known of it.
type Known struct {
	Atom  spdx.Expression // a License or With
	Facts facts.Facts
	OK    bool // false: nothing is known of it
}

// A Fitted is whether a work that has a part may go out under a licence, as far as this part goes.
type Fitted struct {
	Answer Answer
	// Reason is why not, or what is to be asked; of Yes what to mind, and the zero Message where there is nothing.
	Reason inventory.Message
	// Demands: the part's own copyleft reaches the work and allows the licence, which is therefore not the author's to choose alone.
	Demands bool
	// Refused is set with Open where it is the outbound licence that does not take the part in. The author of all of the
	// work can allow for that; where another part demands that licence, nobody can.
	Refused bool
}

// Fit tells whether a work may go out under a licence although, or because, a part of it is under another. Whoever gives a
// licence publishes, so the use of the part is publication, whatever else it is used for.
//
// The licence that stands for the work is that of the work as a whole: what of it the author wrote alone
// can be offered under another one besides.
func Fit(part, out Known, p Part) Fitted {
	p.Use = Publication
	if same(part.Atom, out.Atom) {
		return Fitted{Answer: Yes, Demands: part.OK && Reach(part.Facts, p).Answer == Yes}
	}
	if !p.InWork() {
		return Fitted{Answer: Yes}
	}
	in := part.Facts
	switch {
	case !part.OK:
		return part.open("fit.unknown", out)
	case in.Restricted() || in.Class == facts.ClassProprietary:
		return part.restricted(out, p)
	case in.Class == facts.ClassUnclassified || in.Class == facts.ClassReference || in.Class == "":
		return part.open("fit.unclassified", out)
	}
	r := Reach(in, p)
	words := Passage{Answer: Yes}
	if in.Reach != facts.ReachNone && in.Reach != "" {
		words = Under(in, Written(out.Atom), p.merelyLinked())
	}
	fit := Fitted{Answer: Yes}
	switch {
	case r.Answer == No:
		if in.Reach != facts.ReachNone {
			fit.Reason = r.Reason
		}
		if r.Reason.Key == "copyleft.files" && in.Kind == facts.KindSoftware && slices.Contains(p.Relations, inventory.Incorporates) {
			fit.Reason = part.message("fit.files", out, own(in))
			if words.Answer == Yes && words.Section != "" {
				fit.Reason = part.message("fit.compatible", out, words.Section)
			}
		}
	case words.Answer == Yes && words.Source:
		if !out.free() {
			return part.words(out, words)
		}
		fit.Reason = part.message("fit.source", out, words.Section)
		return fit
	case words.Answer == Yes:
		fit.Demands = r.Answer == Yes
		if in.Reach != facts.ReachNone && words.Section != "" {
			fit.Reason = part.message("fit.compatible", out, words.Section)
			switch {
			case words.Apart && words.Version:
				fit.Reason.Key = "fit.combined-version"
			case words.Apart:
				fit.Reason.Key = "fit.combined"
			case words.Version:
				fit.Reason.Key = "fit.compatible-version"
			}
		}
		return fit
	case words.Answer == Open && words.Unread && r.Answer == Yes:
		return part.open("fit.unread", out)
	case words.Answer == Open && !words.Unread:
		return part.words(out, words)
	case r.Answer == Open:
		if f, bad := part.refused(out, p, words, r); bad && f.Refused {
			return f
		}
		return Fitted{Answer: Open, Reason: r.Reason}
	case onlyVersion(in, out):
		return Fitted{Answer: No, Reason: part.message("fit.only-version", out, own(in))}
	case r.Reason.Key == "copyleft.linked":
		return Fitted{Answer: No, Reason: part.message("fit.linked", out, own(in))}
	default:
		return Fitted{Answer: No, Reason: part.message("fit.incorporated", out, own(in))}
	}
	if f, bad := part.refused(out, p, words, r); bad {
		return f
	}
	return part.asked(out, p, fit)
}

// words is for what the text of the part's licence leaves open.
func (part Known) words(out Known, words Passage) Fitted {
	key := "fit.words"
	if words.Apart {
		key = "fit.apart"
	}
	return Fitted{Answer: Open, Reason: part.message(key, out, words.Section)}
}

// free reports whether everybody who gets a work under the licence may pass on its source.
func (out Known) free() bool {
	switch out.Facts.Class {
	case facts.ClassUnclassified, facts.ClassReference, facts.ClassProprietary, "":
		return false
	}
	return out.OK && !out.Facts.Restricted()
}

// onlyVersion reports whether the outbound licence is the part's own but for the later versions that it offers besides.
func onlyVersion(in facts.Facts, out Known) bool {
	from, ok := gnuOf(current(in))
	to, later := gnuOf(Written(out.Atom))
	return ok && later && from.family == to.family && from.version == to.version && !from.later && to.later
}

// refused is for what the outbound licence's own copyleft would take along and cannot.
func (part Known) refused(out Known, p Part, words Passage, r Reached) (Fitted, bool) {
	reach := out.reach(p)
	if part.Facts.Base != "" && r.Answer == No {
		return Fitted{}, false // the exception lets it go with whatever it is used in
	}
	if reach == No || part.Facts.Kind != facts.KindSoftware && !slices.Contains(p.Relations, inventory.Incorporates) {
		return Fitted{}, false
	}
	if part.Facts.Reach == facts.ReachNone || part.Facts.Reach == "" {
		var said bool
		if words, said = refusal(part.Facts, Written(out.Atom)); !said {
			return Fitted{}, false
		}
		if words.Answer == Yes {
			f := part.asked(out, p, Fitted{Answer: Yes, Reason: part.message("fit.additional", out, words.Section)})
			return f, true
		}
	}
	if words.Answer == Yes || Under(out.Facts, Written(part.Atom), p.merelyLinked()).Answer == Yes {
		return Fitted{}, false // either lets the two go together
	}
	f := Fitted{Answer: Open, Reason: part.message("fit.refused", out, part.against(out, p, words))}
	f.Refused = reach == Yes && words.Answer == No
	switch {
	case words.Later:
		f.Reason.Key = "fit.later"
	case words.Naming:
		f.Reason.Key = "fit.naming"
		if g, _ := gnuOf(Written(out.Atom)); g.version >= "3" {
			f.Reason.Key = "fit.naming-exempt"
		}
	case part.Facts.Reach != facts.ReachNone && !permits(out) && slices.Contains(p.Relations, inventory.Incorporates):
		f.Reason = part.kept(out, p, r)
	}
	return f, true
}

// permits reports whether a licence is one of those whose authors can add permissions to their own work (GPL-3.0 § 7,
// and by custom those before it).
func permits(out Known) bool {
	_, ok := gnuOf(Written(out.Atom))
	return ok
}

// kept asks of code that was taken over and stays under its licence what is asked of it under any other licence: whether it
// was merged.
func (part Known) kept(out Known, p Part, r Reached) inventory.Message {
	if r.Answer == Open {
		return r.Reason
	}
	if f := part.asked(out, p, Fitted{Answer: Yes}); f.Answer == Open {
		return f.Reason
	}
	return reached(Open, "copyleft.merged", part.Facts).Reason
}

// against names the sections for which a part does not fit into a work: those the table gives, else the one that asks for the
// part's own licence and the one by which the work takes no further restrictions.
func (part Known) against(out Known, p Part, words Passage) string {
	if words.Section != "" && words.Section != "-" {
		return words.Section
	}
	mine := own(part.Facts)
	if linking := passages().to[[2]string{current(part.Facts), "~"}].Section; linking != "" && p.merelyLinked() {
		mine = linking
	}
	theirs := passages().to[[2]string{Written(out.Atom), "!"}].Section
	if mine != "" && theirs != "" {
		return mine + ", " + theirs
	}
	return mine + theirs
}

// reach tells whether the outbound licence takes along what the work uses in this way.
func (out Known) reach(p Part) Answer {
	if !out.OK {
		return No
	}
	p.Modified = inventory.Yes // the author's own work
	return Reach(out.Facts, p).Answer
}

// restricted is for terms that no free licence can pass on.
func (part Known) restricted(out Known, p Part) Fitted {
	r := Reach(part.Facts, p)
	if r.Answer == Yes {
		if Under(part.Facts, Written(out.Atom), p.merelyLinked()).Answer == No {
			return Fitted{Answer: No, Reason: part.message("fit.linked", out, own(part.Facts))}
		}
		return part.open("fit.unread", out)
	}
	f := part.open("fit.terms", out)
	if reach := out.reach(p); reach != No {
		f.Refused = reach == Yes
		if permits(out) {
			f.Reason = part.message("fit.refused", out, part.against(out, p, Passage{}))
		}
	}
	return f
}

// asked adds what OSADL's matrix doubts. It is about merging into a common work, so only code that was
// taken over is looked up, and the answer is never more than a question.
func (part Known) asked(out Known, p Part, f Fitted) Fitted {
	if !slices.Contains(p.Relations, inventory.Incorporates) {
		return f
	}
	says := OSADL(Written(out.Atom), current(part.Facts))
	if says == "" && part.Facts.Reach == facts.ReachFile && part.Facts.Kind == facts.KindSoftware && p.Modified != inventory.No {
		return Fitted{Answer: Open, Reason: reached(Open, "copyleft.merged", part.Facts).Reason}
	}
	if says == "" || says == "Same" || says == "Yes" {
		return f
	}
	m := part.message("fit.osadl", out, "")
	m.Args["osadl"] = says
	return Fitted{Answer: Open, Reason: m}
}

// same reports whether two are the same licence in whatever spelling.
func same(a, b spdx.Expression) bool { return spdx.Equal(a, b) || Written(a) == Written(b) }

// own is the section that asks for the licence itself.
func own(f facts.Facts) string {
	id := current(f)
	if f.Base != "" {
		id = f.Base
	}
	return passages().to[[2]string{id, "="}].Section
}

// InWork reports whether the part goes into the work, rather than beside it or into its making.
func (p Part) InWork() bool {
	return len(p.Relations) == 0 || slices.ContainsFunc(p.Relations, func(k inventory.RelationKind) bool {
		return k != inventory.UsesSeparately && k != inventory.BuildsWith && k != inventory.TestsWith
	})
}

// merelyLinked reports whether no relation may stand for code that was merged.
func (p Part) merelyLinked() bool {
	return len(p.Relations) > 0 && !slices.Contains(p.Relations, inventory.Incorporates) && !slices.Contains(p.Relations, inventory.Contains)
}

func (part Known) open(key string, out Known) Fitted {
	return Fitted{Answer: Open, Reason: part.message(key, out, "")}
}

func (part Known) message(key string, out Known, section string) inventory.Message {
	m := inventory.Message{Key: key, Args: inventory.Args{"licence": part.Atom.String(), "outbound": out.Atom.String()}}
	if section != "" && section != "-" {
		m.Args["section"] = section
	}
	return m
}
