// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package facts

// What a licence asks of whoever passes the work on, as its own text says it: each value names licences and
// sections to look at. None of the values is about law beyond the licence.

// TextDuty is when the licence's own text has to be passed on. A short notice that is itself the licence counts
// as its text.
type TextDuty string

// The duties of text.
const (
	TextNone    TextDuty = "none"    // notices at most: Artistic-2.0, OSL-3.0
	TextSource  TextDuty = "source"  // only with the source: EPL-2.0 § 3.2, MPL-1.1 § 3.1, CDDL-1.0 § 3.1, Zlib no. 3
	TextLink    TextDuty = "link"    // the text, its address or how to obtain it, with the source at least: MPL-2.0 § 3.1, CC-BY-4.0 § 3(a)(1)(C), UPL-1.0
	TextAlways  TextDuty = "always"  // with binaries too: Apache-2.0 § 4(a), GPL-3.0 §§ 4 to 6, EUPL-1.2 Art. 5, MIT
	TextUnclear TextDuty = "unclear" // the text leaves it open
)

// Change is one thing that a licence asks to be told of changes. A licence without any asks for nothing.
type Change string

// What is asked of changed versions that are passed on. Where several hold, each is asked for.
const (
	ChangeFiles     Change = "files"     // each changed file says so: Apache-2.0 § 4(b), GPL-2.0 § 2(a)
	ChangeWork      Change = "work"      // the work says that it was changed: GPL-3.0 § 5(a), EUPL-1.2 Art. 5, CC-BY-4.0 § 3(a)(1)(B)
	ChangeLog       Change = "log"       // what was changed is described: MPL-1.1 § 3.3, PSF-2.0 no. 3, Artistic-2.0 no. 4
	ChangeDate      Change = "date"      // with the date: GPL-2.0 § 2(a), GPL-3.0 § 5(a), EUPL-1.2 Art. 5
	ChangeAuthor    Change = "author"    // who changed it is named: CDDL-1.0 § 3.3, EPL-1.0 § 3, CECILL-2.1 Art. 5.2
	ChangeOrigin    Change = "origin"    // what it was derived from is named: MPL-1.1 § 3.3, CC-BY-2.0 § 4(b), CECILL-B Art. 5.3.4
	ChangeDistinct  Change = "distinct"  // must not pass for the original, in no form prescribed: Zlib no. 2, LPPL-1.3c no. 6(a)
	ChangePatches   Change = "patches"   // changes go beside the unchanged original only: QPL-1.0 no. 3
	ChangeForbidden Change = "forbidden" // changed versions may not be passed on: CC-BY-ND-4.0 § 2(a)(1)(B)
	ChangeUnclear   Change = "unclear"   // the text leaves it open, or only recommends it
)

// PatentClause is what a licence says of patents.
type PatentClause string

// The clauses. None is silence: whether a licence follows from it without words is not for a table to say. It
// covers GPL-2.0 § 7 and its like too, which give no licence but forbid passing on under conditions of others.
const (
	PatentNone             PatentClause = "none"
	PatentGrant            PatentClause = "grant"             // licensed, or a promise not to enforce: EUPL-1.2 Art. 2, UPL-1.0, CECILL-2.1 Art. 5
	PatentGrantRetaliation PatentClause = "grant-retaliation" // licensed, and rights end for who sues over patents: Apache-2.0 § 3, MPL-2.0 § 5.2, EPL-2.0 § 7, GPL-3.0 §§ 8, 10, 11
	PatentRetaliation      PatentClause = "retaliation"       // no licence in words, yet rights end for who sues: UCAR no. 4, CDLA-Sharing-1.0 § 5.2
	PatentWithheld         PatentClause = "withheld"          // expressly not licensed: CC0-1.0 no. 4(a), BSD-3-Clause-Clear, CC-BY-4.0 § 2(b)(2)
	PatentUnclear          PatentClause = "unclear"           // left open, or filled in by the licensor
)

// Naming is one thing that a licence says of names, marks and mentions. A licence without any says nothing of them.
type Naming string

// What is said of names. Trademark law holds without a clause too.
const (
	NamingNoEndorsement   Naming = "no-endorsement"  // names are not used for promotion: BSD-3-Clause no. 3, OFL-1.1 no. 4
	NamingTrademark       Naming = "trademark"       // expressly no right to marks: Apache-2.0 § 6, MPL-2.0 § 2.3, EUPL-1.2 Art. 5
	NamingAdvertising     Naming = "advertising"     // advertising carries a sentence given: BSD-4-Clause no. 3
	NamingAcknowledgement Naming = "acknowledgement" // product or documentation mention the work: Apache-1.1 no. 3, PHP-3.01 no. 6, LGPL-2.1 § 6, FTL
	NamingCredit          Naming = "credit"          // author, title or source are named in a fitting way: CC-BY-4.0 § 3(a)(1)(A), DL-DE-BY-2.0 no. 2
	NamingDisplay         Naming = "display"         // what the program shows has to include names or notices: CPAL-1.0 § 14, AAL, GPL-2.0 § 2(c), GPL-3.0 § 5(d)
	NamingRename          Naming = "rename"          // changed versions bear no name kept for the original: PHP-3.01 no. 4, OFL-1.1 no. 3, GFDL-1.3 § 4(A)
	NamingNoticeFile      Naming = "notice-file"     // the contents of the file NOTICE are passed on: Apache-2.0 § 4(d)
	NamingUnclear         Naming = "unclear"
)
