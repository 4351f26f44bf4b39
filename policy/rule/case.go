// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"slices"
	"strings"
	"sync"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/copyleft"
	"lizenzlotse/policy/facts"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Case is one component before a rule.
type Case struct {
	Component *inventory.Component // not to be changed
	License   License
	Own       bool // own code in the sense of the policy
	Use       assessment.Use
	// Outbound is the licence under which the own code is to be published; nil if none is wished.
	Outbound spdx.Expression
	World    *World

	offered map[string]bool // see OwnLicense; nil until it is asked for
}

// A World is what rules may look up beyond the component itself. It is made once for an inventory.
type World struct {
	// Certain: how a component is used is not what somebody says of it, but given, as in an example.
	Certain bool
	// Own is own code.
	Own Own
	// Class is the policy's own view of a licence, which wins over the facts; nil if there is none.
	Class func(atom string) (facts.Class, bool)
	// Dependency is how the policy's own lists see a licence in a dependency of own code, the zero Standing for one
	// that is on none of them; nil if the policy has no lists.
	Dependency func(atom spdx.Expression) assessment.Standing
	// Work tells the components that are the work as a whole, by ID: own code, and where there is none the main component of
	// an SBOM, for that is what would be released. The ID "" is the subject as a whole. Nil where there is no work.
	Work func(id string) bool

	// House are the licences of which own code is to have one, each with its parts; none: the policy names none.
	House []spdx.Expression
	// Contract is the template of the contract, as the procedure names it; nil: it does not.
	Contract *assessment.Contract

	inv      *inventory.Inventory
	excluded func(path string) bool       // nil: nothing is
	files    map[string][]*inventory.File // by component, licence files only
	isFile   map[string]bool              // paths of manifests and licence files
	texts    map[string]bool              // LicenseRefs whose text came with the input
	systems  map[string]bool              // documents that say which system a root holds, by their ID
	lists    map[string]bool              // documents that are licence lists, by their ID
	forms    map[string]int               // by component: the highest form of its files

	// What is worked out when a rule first asks for it.
	ways             func() *copyleft.Ways // how the work uses each component
	ownCode          func() *ownIndex
	enclosures       func() *enclosed
	namings          func() map[string]*naming // by component
	proprietaryNames func() []product
	known            sync.Map // *lookup by the text of the licence or pair
	standings        sync.Map // [assessment.Standing], what Dependency said, likewise
}

// A lookup is what Facts gives.
type lookup struct {
	facts facts.Facts
	ok    bool
}

// NewWorld indexes an inventory. Files for which excluded says so are left out; nil excludes none.
// Once its fields are set, several goroutines may ask a World.
func NewWorld(inv *inventory.Inventory, excluded func(path string) bool) *World {
	w := &World{
		inv: inv, excluded: excluded,
		files: map[string][]*inventory.File{}, isFile: map[string]bool{},
		texts: map[string]bool{}, lists: map[string]bool{}, systems: map[string]bool{},
		forms: map[string]int{},
	}
	w.ways, w.ownCode, w.enclosures = sync.OnceValue(w.findWays), sync.OnceValue(w.indexOwnCode), sync.OnceValue(w.findEnclosures)
	w.namings, w.proprietaryNames = sync.OnceValue(w.findNamings), sync.OnceValue(w.findProprietaryNames)
	for i := range inv.Documents {
		switch d := &inv.Documents[i]; {
		case d.Kind == inventory.KindList:
			w.lists[d.ID] = true
		case d.Kind == inventory.KindDependencies && d.Format == inventory.FormatOSRelease:
			w.systems[d.ID] = true
		}
	}
	for i := range inv.Files {
		f := &inv.Files[i]
		license, manifest := slices.Contains(f.Roles, inventory.RoleLicense), slices.Contains(f.Roles, inventory.RoleManifest)
		if license || manifest {
			w.isFile[f.Path] = true
		}
		if excluded != nil && excluded(f.Path) {
			continue
		}
		if form := formOf(f); form > w.forms[f.Component] {
			w.forms[f.Component] = form
		}
		if license || inLicenses(f.Path) {
			w.files[f.Component] = append(w.files[f.Component], f)
		}
		if name := path.Base(f.Path); strings.HasPrefix(name, "LicenseRef-") && inLicenses(f.Path) {
			w.texts[strings.TrimSuffix(name, path.Ext(name))] = true
		}
	}
	for _, t := range inv.Texts {
		if t.License != "" {
			w.texts[t.License] = true
		}
	}
	return w
}

// Relations are the ways in which the work uses a component, at whatever remove; none if nothing says so.
func (w *World) Relations(id string) []inventory.RelationKind { return w.ways().To(id) }

func (w *World) findWays() *copyleft.Ways {
	work := w.Work
	if work == nil {
		work = func(string) bool { return false }
	}
	return copyleft.Relations(w.inv, work)
}

// inLicenses reports whether a file lies directly in a folder LICENSES, where REUSE wants them.
func inLicenses(file string) bool { return path.Base(path.Dir(file)) == "LICENSES" }

// ofWork reports whether the component is the work, or part of it, and not something that the work is built from.
func (c *Case) ofWork() bool { return c.Own || c.World.Work != nil && c.World.Work(c.Component.ID) }

// Facts are what is known of a licence or pair, with the policy's own class if it has one.
func (w *World) Facts(atom spdx.Expression) (facts.Facts, bool) {
	text := atom.String()
	if x, ok := w.known.Load(text); ok {
		l := x.(*lookup)
		return l.facts, l.ok
	}
	f, ok := facts.Of(atom)
	if w.Class != nil {
		if class, own := w.Class(text); own {
			f.ID, f.Class, f.Contested, ok = text, class, false, true
			if f.OpenCode == "" {
				f.OpenCode = facts.OpenCodeUnlisted
			}
			switch class {
			case facts.ClassCopyleftStrong, facts.ClassCopyleftNetwork:
				if f.LinkReach != facts.LinkNone || f.Reach == "" {
					f.Reach, f.LinkReach = facts.ReachProgram, facts.LinkAny
				}
			}
		}
	}
	w.known.Store(text, &lookup{f, ok})
	return f, ok
}

// Identifiers that our detection gives to what it finds and no list names.
const (
	oursPrefix        = "LicenseRef-lizenzlotse-"
	unknownPrefix     = "LicenseRef-lizenzlotse-unknown" // begins those of texts it does not know
	elsewhere         = unknownPrefix + "-reference"     // words that say where the licence stands, which led to none that is known
	proprietaryNotice = "LicenseRef-lizenzlotse-proprietary-notice"
	waiver            = "LicenseRef-lizenzlotse-public-domain"
)

// scancodePrefix begins the identifiers of the directory of ScanCode (LicenseDB), which has the texts: no supplier's own.
const scancodePrefix = "LicenseRef-scancode-"

// noFacts says why nothing is known of a licence or pair: every rule that needs the facts says it alike.
func (w *World) noFacts(atom spdx.Expression) Finding {
	switch a := atom.(type) {
	case spdx.With:
		return unknown(assessment.City, "rule.licence.pair", "licence", a.String())
	case spdx.License:
		if f, bad := w.undetermined(a); bad {
			return f
		}
	}
	if strings.HasPrefix(atom.String(), oursPrefix) {
		return unknown(assessment.City, "rule.licence.found-text", "licence", atom.String())
	}
	if strings.HasPrefix(atom.String(), scancodePrefix) {
		return unknown(assessment.City, "rule.licence.ref-scancode", "licence", atom.String())
	}
	return unknown(assessment.City, "rule.licence.ref", "licence", atom.String())
}

// undetermined reports a LicenseRef that determines nothing: ours for unknown texts, or one whose text did not come along.
func (w *World) undetermined(l spdx.License) (Finding, bool) {
	switch {
	case !l.IsRef():
	case l.ID == proprietaryNotice:
		return unknown(assessment.Bidder, "rule.licence.proprietary-notice"), true
	case l.ID == waiver:
		return unknown(assessment.Bidder, "rule.licence.waiver"), true
	case l.ID == elsewhere:
		return unknown(assessment.Bidder, "rule.licence.elsewhere"), true
	case strings.HasPrefix(l.ID, unknownPrefix):
		return unknown(assessment.Bidder, "rule.licence.unknown-text", "licence", l.String()), true
	case !w.texts[l.ID] && !w.texts[l.String()] && !strings.HasPrefix(l.ID, scancodePrefix):
		return unknown(assessment.Bidder, "rule.licence.ref-without-text", "licence", l.String()), true
	}
	return Finding{}, false
}

// classified gives the facts of a licence that some source puts into a class, or says why there are none.
func (c *Case) classified(atom spdx.Expression) (facts.Facts, Finding, bool) {
	f, ok := c.World.Facts(atom)
	if !ok {
		return f, c.World.noFacts(atom), false
	}
	if f.Class == facts.ClassUnclassified || f.Class == facts.ClassReference || f.Class == "" {
		return f, unknown(assessment.City, "rule.licence.unclassified", "licence", atom.String()), false
	}
	return f, Finding{}, true
}

// told gives the message a second wording where the sources disagree on the licence's class, with what each says.
func told(f facts.Facts, found Finding) Finding {
	if !f.Contested {
		return found
	}
	names := map[string]string{}
	for _, s := range facts.Sources() {
		names[s.Code], _, _ = strings.Cut(s.Title, ",")
	}
	m := inventory.Message{Key: found.Message.Key + ".contested", Args: inventory.Args{}}
	for _, b := range f.Basis {
		switch known := m.Args[b.Says]; {
		case b.Says == "":
		case known == "":
			m.Args[b.Says] = names[b.Source]
		default:
			m.Args[b.Says] = known + ", " + names[b.Source]
		}
	}
	for k, v := range found.Message.Args {
		m.Args[k] = v
	}
	found.Message = m
	return found
}
