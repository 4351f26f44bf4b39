// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package assessment

import "slices"

// Notices are what goes with a work when it is passed on: whose parts are in it, under which licences, with which
// texts, and where the source code can be had. What was not found is among them.
type Notices struct {
	Subject ReleaseSubject
	Policy  Policy // which says what is own code
	Use     Use
	// Complete: everything handed over was read, and there was something to look at.
	Complete bool
	Saved    bool          // made from a saved result, which holds no texts of files
	Own      []NoticeEntry // sorted by name
	Others   []NoticeEntry
	Texts    []NoticeText // in the order in which the entries name them
	Offers   []SourceOffer
	Missing  []NoticeGap
	LeftOut  []LeftOut
	Excluded []Exclusion
}

// Lacks counts the gaps that are no notes: what the document should hold and does not.
func (n *Notices) Lacks() int {
	count := 0
	for _, g := range n.Missing {
		if !g.Note {
			count += len(g.Of)
		}
	}
	return count
}

// A NoticeEntry is a component, or a folder in one that has a licence of its own.
type NoticeEntry struct {
	ID       string
	Name     string // of a folder its path
	Version  string
	Supplier string
	Homepage string
	In       string // of a folder: the component it lies in; "" where that is the work as a whole
	// License is the judged licence: all claims together, or what a person decided; "" where none is known.
	License  string
	Foreign  string   // of own code: the licences of what others wrote in it, which License does not repeat
	Raws     []string // what was said in words that are no expression
	Chosen   string   // the branch whose duties are met here, where the licence leaves a choice that nobody made; else ""
	Decision string   // of a person, on the licence
	// Copyrights are the notices as far as they were found: years and holder.
	Copyrights []string
	More       int   // notices beyond a limit
	Texts      []int // numbers of [Notices.Texts]
	NoDuty     bool  // none of its licences asks for notice or text
}

// Label names the entry within the document.
func (e *NoticeEntry) Label() string {
	if e.Version == "" {
		return e.Name
	}
	return e.Name + " " + e.Version
}

// A NoticeText is a licence text or a notice, as it stands where it was found. Texts that differ in no more than
// white space at the ends of lines are one.
type NoticeText struct {
	Number   int // from 1
	Licenses []string
	Notice   bool // a NOTICE file or a list of what others contributed, not the terms of a licence
	Text     string
	From     []string // the places it was found at: paths, or documents
	Of       []string // labels of the entries it belongs to
}

// A SourceOffer is a licence under which source code is owed, with the entries it is owed for.
type SourceOffer struct {
	License string
	Kind    string // one of the Duty constants
	Of      []OfferedSource
}

// An OfferedSource is one entry of an offer.
type OfferedSource struct {
	Label   string
	Address string // where the source code is, as claimed
	Here    bool   // it is part of what was examined
}

// A NoticeGap is something that is not there.
type NoticeGap struct {
	Kind    string // one of the Gap constants
	License string // or path, where the kind is about a file; "" if it is about none
	Note    bool   // worth knowing, and nothing is lacking for it
	Of      []string
}

// What can be missing.
const (
	GapLicense    = "licence"     // no licence is known
	GapUnclear    = "unclear"     // nothing is known of what the licence asks for, so that somebody has to read its words
	GapHolder     = "holder"      // the licence asks for copyright notices, and none is known
	GapNoHolder   = "no-holder"   // the same, and all files were looked at: they hold none
	GapText       = "text"        // the text of the licence was not found
	GapNoticeFile = "notice-file" // the licence asks for the contents of NOTICE, and whether there is one is not known
	GapTooLarge   = "too-large"   // a text is over a limit
	GapChoice     = "choice"      // nobody has chosen between the licences offered
	GapNamed      = "named"       // files merely speak of the licence, so that its text is not missed
	GapShort      = "short"       // more copyright notices than are kept
)

// Gaps are the kinds in the order in which people are told of them.
var Gaps = []string{GapLicense, GapUnclear, GapText, GapHolder, GapNoticeFile, GapTooLarge, GapShort, GapChoice, GapNamed, GapNoHolder}

// A LeftOut is a reason for which components are not in the document, with their labels.
type LeftOut struct {
	Reason string // one of the LeftOut constants
	Of     []string
}

// Why components are not in the document.
const (
	LeftOutBuild    = "build"
	LeftOutDev      = "dev"
	LeftOutTest     = "test"
	LeftOutExternal = "external" // a document says that they are not part of what is delivered
)

// LeftOuts are the reasons in the order in which people are told of them.
var LeftOuts = []string{LeftOutBuild, LeftOutDev, LeftOutTest, LeftOutExternal}

// Scoped reports whether the reason is a scope that can be asked for all the same.
func Scoped(reason string) bool {
	return reason != LeftOutExternal && slices.Contains(LeftOuts, reason)
}
