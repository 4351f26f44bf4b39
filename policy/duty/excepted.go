// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package duty

import (
	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/facts"
)

// lifted are the duties that an exception may lift for what is linked into a program, and what they are then. The others
// go with one of them: who owes no source code owes nobody a way to install it.
var lifted = map[string]string{
	assessment.DutyNotice:               assessment.DutyNoticeIfNotExcepted,
	assessment.DutyLicenseText:          assessment.DutyLicenseTextIfNotExcepted,
	assessment.DutySource:               assessment.DutySourceIfNotExcepted,
	assessment.DutyChanges:              assessment.DutyChangesIfNotExcepted,
	assessment.DutyChangesIfModified:    assessment.DutyChangesIfNotExcepted,
	assessment.DutySameFile:             assessment.DutySameIfNotExcepted,
	assessment.DutySameLibrary:          assessment.DutySameIfNotExcepted,
	assessment.DutySameProgram:          assessment.DutySameIfNotExcepted,
	assessment.DutySameProgramIfReached: assessment.DutySameIfNotExcepted,
	assessment.DutyRelinking:            "",
	assessment.DutyInstallation:         "",
}

// excepted are the duties of whoever passes on a program with the part linked into it. Whether the conditions of an
// exception are met (which compiler, which modules) the input does not tell, so that what it lifts is owed only if they are not.
func excepted(f facts.Facts, kinds []string) []string {
	if !f.OwnTerms() && f.Spares != facts.SparesCompiledPortions {
		return kinds
	}
	var list []string
	for _, k := range kinds {
		// The LLVM exception lifts sec. 4(a), (b) and (d) of Apache-2.0; (c) is about the source form. The licence asks for no more.
		conditional, ok := lifted[k]
		if !ok {
			conditional = k
		}
		if conditional != "" {
			list = append(list, conditional)
		}
	}
	return list
}
