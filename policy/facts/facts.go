// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package facts holds what is known of each licence and exception on the SPDX License List: its
// class, how far its copyleft reaches and when, which duties it brings, what openCode's list says
// of it, and which source each of that rests on.
//
// The data are the TSV files of this folder, maintained by hand. Their first comment lines explain
// the columns. Names, OSI approval, deprecation and successors come from package spdx and are not
// repeated: a deprecated identifier that the list replaces has no row and is answered with its successor.
//
// A new version of the SPDX list is brought in by updating package spdx and running the tests
// here: one names every identifier that lacks a row in licenses.tsv or exceptions.tsv, and every row
// whose identifier the list does not have. A new version of openCode's list replaces opencode.tsv,
// [OpenCodeListVersion] and [OpenCodeListDate]. What no source tells is "unclassified" or "unclear",
// never a guess.
package facts

import (
	"slices"
	"strings"

	"lizenzlotse/scanner/spdx"
)

// Facts are what is known of one licence, or of one licence with one exception. Policies refer to
// classes and facts; a city overrides them by identifier.
//
// They are data, not legal advice: Contested says that the sources disagree on the class, or our own
// reading of the text with them; Arguable that a duty is a matter of interpretation.
type Facts struct {
	ID   string // as an expression: "MIT", "GPL-2.0-only WITH Classpath-exception-2.0", "MPL-1.1+"
	Name string // the list's full name; of a pair: both names joined by " WITH "

	// OSI is true where the SPDX list marks the approval. It marks licences, and pairs only where
	// a deprecated identifier stands for one: an OSI-approved Base does not make a pair approved.
	OSI        bool
	Deprecated bool
	Successor  string // of a deprecated identifier: the expression whose facts these are; else ""

	// Of a pair: the licence, the exception and what the exception does. Empty for a licence.
	Base      string
	Exception string
	Effect    Effect
	Spares    Spared

	Kind  Kind
	Class Class

	// Reach is how far the copyleft goes, LinkReach whether it crosses the line to what is merely
	// linked, Trigger what sets it off. Licences without copyleft have ReachNone, LinkNone and no Trigger.
	Reach     Reach
	LinkReach Linking
	Trigger   []Trigger
	// OnlyModified: making available over a network sets off the duties only for modified versions.
	OnlyModified bool
	// Arguable: that the duties follow from the triggers named is a matter of interpretation.
	Arguable bool

	NoticeDuty NoticeDuty
	TextDuty   TextDuty
	Changes    []Change
	Patent     PatentClause
	Naming     []Naming
	// SourceDuty: whoever passes it on must hand out or offer the source. For which part, Reach says.
	SourceDuty bool
	// Relink is when those who receive a program must be able to use it with a changed version of this library, which
	// takes object files or source of the program: LinkAny whichever way it is linked (LGPL-2.0 § 6), LinkStatic where
	// no shared library does it anyway (LGPL-2.1 § 6(b), LGPL-3.0 § 4(d)). LinkNone for everything else.
	Relink Linking
	// Installation: with a device for private use goes what is needed to install changed versions on it (GPL-3.0 § 6,
	// LGPL-3.0 § 4(e)).
	Installation bool

	OpenCode OpenCodeStatus
	// Contested: the sources in Basis put it into different classes, or our reading of the text differs from theirs.
	Contested bool
	// Varies: the licensor fills in terms per product and version, so each has to be read.
	Varies bool
	Basis  []Basis
}

// A Basis is one source that the facts rest on.
type Basis struct {
	Source string // a code of [Sources]
	Says   string // the class it gives, roughly: "permissive", "weak" or "strong" copyleft, "other"; "" where it is about something else
}

// Copyleft reports whether the class is one of the four copyleft classes.
func (f Facts) Copyleft() bool {
	switch f.Class {
	case ClassCopyleftWeak, ClassCopyleftWeakLibrary, ClassCopyleftStrong, ClassCopyleftNetwork:
		return true
	}
	return false
}

// Restricted reports whether the class limits use or change in a way that free licences do not:
// the three restricted classes and source-available.
func (f Facts) Restricted() bool {
	switch f.Class {
	case ClassRestrictedNoncommercial, ClassRestrictedNoderivatives, ClassRestrictedUse, ClassSourceAvailable:
		return true
	}
	return false
}

// OnDisplay reports whether a licence counts showing a work to the public as passing it on, as those of Creative
// Commons do by how they define it ("Share", "Publicly Perform", "Distribute").
func (f Facts) OnDisplay() bool { return strings.HasPrefix(f.ID, "CC-BY") }

// On reports whether the trigger sets off the licence's copyleft.
func (f Facts) On(t Trigger) bool {
	return slices.Contains(f.Trigger, t)
}

// Of gives the facts of a [spdx.License] or [spdx.With], and false for everything that has no row:
// a LicenseRef, an AdditionRef, an And or Or, and a pair whose exception is not meant for its licence.
// A pair is never answered with its base alone.
//
// "+" gives the or-later identifier where the list has one (GPL-2.0+, and GPL-2.0-only+ likewise).
// Elsewhere it gives the facts of the version named, because choosing exactly that version is always
// among the choices; later versions are not looked at.
func Of(e spdx.Expression) (Facts, bool) { return data().of(e) }

// Sources lists what the facts rest on, sorted by code.
func Sources() []Source { return data().sources }

// A Source is what a [Basis] rests on.
type Source struct {
	Code        string
	Title       string
	Version     string
	Date        string // of the version; where there is none, the day the data were taken
	URL         string
	License     string // of the data taken from it: an SPDX expression, or words where there is none
	Attribution string // whom to name; "" where nobody asks for it
}
