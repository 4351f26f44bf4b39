// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

// Class sorts licences roughly; the other facts say what the class leaves open.
type Class string

// The classes.
const (
	ClassPublicDomain            Class = "public-domain" // rights waived as far as the law allows, with or without a fallback licence
	ClassPermissive              Class = "permissive"
	ClassCopyleftWeak            Class = "copyleft-weak"         // the file, module or font
	ClassCopyleftWeakLibrary     Class = "copyleft-weak-library" // the library, not what uses it
	ClassCopyleftStrong          Class = "copyleft-strong"       // the whole program
	ClassCopyleftNetwork         Class = "copyleft-network"      // also when only made available over a network
	ClassRestrictedNoncommercial Class = "restricted-noncommercial"
	ClassRestrictedNoderivatives Class = "restricted-noderivatives"
	ClassRestrictedUse           Class = "restricted-use"   // field of use, ethics, platform
	ClassSourceAvailable         Class = "source-available" // readable, with limits of time, size or offering as a service
	ClassProprietary             Class = "proprietary"
	ClassUnclassified            Class = "unclassified" // no source puts it into a class: a person has to read it
	ClassReference               Class = "reference"    // stands for other licences ("any-OSI")
)

// Classes lists all classes in the order reports show them.
func Classes() []Class {
	return []Class{ClassPublicDomain, ClassPermissive, ClassCopyleftWeak, ClassCopyleftWeakLibrary, ClassCopyleftStrong, ClassCopyleftNetwork,
		ClassRestrictedNoncommercial, ClassRestrictedNoderivatives, ClassRestrictedUse, ClassSourceAvailable, ClassProprietary, ClassUnclassified, ClassReference}
}

// Kind is what a licence was written for.
type Kind string

// The kinds. KindSoftware also covers licences written for any kind of work, software included;
// KindDocumentation covers texts, pictures and other content.
const (
	KindSoftware      Kind = "software"
	KindDocumentation Kind = "documentation"
	KindFont          Kind = "font"
	KindData          Kind = "data"
	KindHardware      Kind = "hardware"
)

// Reach is how far a copyleft extends from the covered part.
type Reach string

// The reaches. Unclear is a copyleft whose extent no source settles.
const (
	ReachNone    Reach = "none"
	ReachFile    Reach = "file"    // the covered file, module, font, text or database
	ReachLibrary Reach = "library" // the library and what is derived from it, not the program that uses it
	ReachProgram Reach = "program" // the whole work that contains or is based on it
	ReachUnclear Reach = "unclear"
)

// Linking is whether a copyleft extends to what is linked with the covered part.
type Linking string

// The kinds of linking that matter.
const (
	LinkNone    Linking = "none"    // what is merely linked is not reached
	LinkStatic  Linking = "static"  // static linking brings duties (relinking) that dynamic linking does not
	LinkAny     Linking = "any"     // static and dynamic linking are reached
	LinkUnclear Linking = "unclear" // not settled by a source
)

// Trigger is an act that sets off a copyleft.
type Trigger string

// The triggers.
const (
	OnDistribution Trigger = "distribution"
	OnNetwork      Trigger = "network"      // making available over a network, without handing over a copy
	OnModification Trigger = "modification" // changing and using it, even without passing it on
)

// NoticeDuty is when copyright notices, or what else names the authors, have to be passed on. Whether the
// licence text goes with them says TextDuty.
type NoticeDuty string

// The duties of notice.
const (
	NoticeNone    NoticeDuty = "none"
	NoticeSource  NoticeDuty = "source"  // only with the source: Zlib no. 3, MPL-2.0 § 3.4, OSL-3.0 no. 6, Artistic-2.0 no. 2
	NoticeAlways  NoticeDuty = "always"  // with binaries too: MIT, EPL-2.0 § 3.3, EUPL-1.2 Art. 5
	NoticeUnclear NoticeDuty = "unclear" // no source tells
)

// Effect is what an exception does to its licence.
type Effect string

// The effects.
const (
	AddsPermission Effect = "adds-permission" // whoever keeps to the licence alone is on the safe side
	Clarifies      Effect = "clarifies"       // says how the licence is to be read
	Changes        Effect = "changes"         // also takes something away or replaces terms
)

// Spared is what an exception takes out of its licence's reach. It is the reason for the other facts of
// the pair and tells a reader which of them to look at; "" is none of these.
type Spared string

// What exceptions spare. Named works, free software, an interface, plugins and user programs are particular
// others: whoever belongs to them is not reached, so a rule can only ask.
const (
	SparesLinking            Spared = "linking" // whatever is linked
	SparesNamedWorks         Spared = "named-works"
	SparesFreeSoftware       Spared = "free-software"
	SparesInterface          Spared = "interface" // what is linked only through the interface named
	SparesPlugins            Spared = "plugins"
	SparesUserPrograms       Spared = "user-programs"     // programs that use its services: system calls, a jump table, public packages
	SparesOutput             Spared = "output"            // what the program generates
	SparesEmbedding          Spared = "embedding"         // documents that embed the font
	SparesHeaders            Spared = "headers"           // object code that takes in material of header files
	SparesCompiledPortions   Spared = "compiled-portions" // of the duty of notice: what compiling takes along
	SparesExamples           Spared = "examples"
	SparesUnmodifiedBinaries Spared = "unmodified-binaries" // of the duty to give source
)

// OpenCodeStatus is what openCode's licence list says.
type OpenCodeStatus string

// The statuses. Unlisted is neither approved nor refused.
const (
	OpenCodeApproved    OpenCodeStatus = "approved"
	OpenCodeSimilar     OpenCodeStatus = "similar" // not on the list itself, a textual variant of an approved licence
	OpenCodeNotApproved OpenCodeStatus = "not-approved"
	OpenCodeUnlisted    OpenCodeStatus = "unlisted"
)

// OpenCodeListVersion and OpenCodeListDate tell which version of openCode's list the statuses are of.
const (
	OpenCodeListVersion = "1.7"
	OpenCodeListDate    = "2026-02-23"
)
