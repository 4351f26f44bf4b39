// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package duty

import (
	"slices"

	"lizenzlotse/policy/facts"
)

// terms are what a licence asks for, and in which form of the software.
type terms struct {
	notice, text, changes   form
	relinking, installation bool
	patent, naming          bool
}

// A form is in which form of what is passed on something is owed.
type form int

const (
	inNone form = iota
	inSource
	inAll
)

func (f form) on(source bool) bool { return f == inAll || f == inSource && source }

func termsOf(f facts.Facts) terms {
	return terms{
		notice: noticeForm(f.NoticeDuty), text: textForm(f.TextDuty), changes: changesForm(f),
		relinking:    f.Relink == facts.LinkStatic || f.Relink == facts.LinkAny,
		installation: f.Installation,
		patent:       f.Patent == facts.PatentGrant || f.Patent == facts.PatentGrantRetaliation || f.Patent == facts.PatentRetaliation,
		naming:       slices.ContainsFunc(f.Naming, NamesClause),
	}
}

func noticeForm(d facts.NoticeDuty) form {
	switch d {
	case facts.NoticeAlways:
		return inAll
	case facts.NoticeSource:
		return inSource
	}
	return inNone
}

func textForm(d facts.TextDuty) form {
	switch d {
	case facts.TextAlways, facts.TextLink:
		return inAll
	case facts.TextSource:
		return inSource
	}
	return inNone
}

// changesForm: a licence that asks nothing of programs without source but duties of notice with it (Zlib) means
// changed source code.
func changesForm(f facts.Facts) form {
	stated := slices.ContainsFunc(f.Changes, func(c facts.Change) bool { return c != facts.ChangeForbidden && c != facts.ChangeUnclear })
	switch {
	case !stated:
		return inNone
	case f.NoticeDuty == facts.NoticeSource:
		return inSource
	}
	return inAll
}

// naming reports whether a licence says something of names that matters here. That CC0 and PDDL keep marks back asks
// nothing of anybody; mentions of a program in what goes with its copies are no matter of whoever passes none on. Data
// are used by showing them.
func naming(f facts.Facts, passing bool) bool {
	return slices.ContainsFunc(f.Naming, func(n facts.Naming) bool {
		switch n {
		case facts.NamingTrademark:
			return f.Class != facts.ClassPublicDomain
		case facts.NamingAcknowledgement, facts.NamingCredit, facts.NamingNoticeFile:
			return passing || f.Kind == facts.KindData
		}
		return NamesClause(n)
	})
}

// NamesClause reports whether something said of names is a clause to know beside the notices: what a program
// shows of its licence belongs to the notices.
func NamesClause(n facts.Naming) bool { return n != facts.NamingDisplay && n != facts.NamingUnclear }
