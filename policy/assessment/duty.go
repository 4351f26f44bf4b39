// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

// A Duty is something a licence asks of whoever uses the software in the given way.
type Duty struct {
	Kind       string    `json:"kind"`      // one of the Duty constants
	Addressee  Addressee `json:"addressee"` // the bidder for the delivery to the city, the city for what it does itself
	License    string    `json:"license"`
	Components []string  `json:"components"` // IDs
}

// The kinds of a duty. Those that begin with "patent" or "naming" are clauses to know, not acts to do.
const (
	DutyNotice      = "notice"       // Namensnennung: copyright notices and attribution are kept and passed on
	DutyLicenseText = "licence-text" // the licence text is passed on
	DutySource      = "source"       // Quelltextherausgabe
	// DutySourceIfModified is owed once the component is changed, which the input does not tell, even where nothing is passed on.
	DutySourceIfModified = "source-if-modified"
	DutyChanges          = "changes" // changes are stated
	// DutyChangesIfModified is owed once the component is changed, which the input does not tell.
	DutyChangesIfModified = "changes-if-modified"
	// What the copyleft reaches goes out under the same licence: the covered files, the library, the whole program.
	DutySameFile    = "same-licence:file"
	DutySameLibrary = "same-licence:library"
	DutySameProgram = "same-licence:program"
	// DutySameProgramIfReached is owed where the component is joined with the program in a way the copyleft
	// reaches, which the input does not tell or no source settles.
	DutySameProgramIfReached = "same-licence:program-if-reached"
	// DutySourceProgram is the source code of the whole program, which is not asked to be under the same licence.
	DutySourceProgram          = "source:program"
	DutySourceProgramIfReached = "source:program-if-reached"
	// The duties of a licence in a program that the part is linked into, where an exception to it lifts them on conditions that
	// the input does not tell.
	DutyNoticeIfNotExcepted      = "notice-if-not-excepted"
	DutyLicenseTextIfNotExcepted = "licence-text-if-not-excepted"
	DutySourceIfNotExcepted      = "source-if-not-excepted"
	DutyChangesIfNotExcepted     = "changes-if-not-excepted"
	DutySameIfNotExcepted        = "same-licence:if-not-excepted"
	// DutyRelinking: recipients can use a changed version of the library with the program.
	DutyRelinking = "relinking"
	// DutyRelinkingIfLinked is owed where the library is linked, which the input does not tell.
	DutyRelinkingIfLinked = "relinking-if-linked"
	// DutyInstallation is owed where the software is passed on in a product for consumers.
	DutyInstallation  = "installation-if-user-product"
	DutyNetworkSource = "network-source" // the source, for users over a network
	// DutyNetworkSourceIfModified is owed once the component is changed, which the input does not tell.
	DutyNetworkSourceIfModified = "network-source-if-modified"
	// DutyNetworkSourceArguable is a matter of interpretation.
	DutyNetworkSourceArguable = "network-source-arguable"
	DutyPatent                = "patent" // a patent licence that is granted or ends
	DutyNaming                = "naming" // advertising, renaming, no endorsement, marks
)
