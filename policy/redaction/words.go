// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"reflect"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// vocabularies are the types whose words the model knows: these mean nothing but what they mean. Anything else that stands
// there a stranger wrote.
var vocabularies = map[reflect.Type][]string{
	reflect.TypeFor[inventory.SubjectKind]():    words(inventory.KindFile, inventory.KindTree, inventory.KindArchive, inventory.KindSBOM, inventory.KindBundle),
	reflect.TypeFor[inventory.RelationKind]():   words(inventory.Contains, inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic, inventory.UsesSeparately, inventory.BuildsWith, inventory.TestsWith, inventory.DependsOn),
	reflect.TypeFor[inventory.Effect]():         words(inventory.Unread, inventory.Repaired, inventory.Note),
	reflect.TypeFor[inventory.Completeness]():   words(inventory.Complete, inventory.Incomplete, inventory.Unknown),
	reflect.TypeFor[inventory.PartyKind]():      words(inventory.Person, inventory.Organization),
	reflect.TypeFor[inventory.Dependencies]():   words(inventory.DependenciesListed, inventory.DependenciesNone),
	reflect.TypeFor[inventory.Role]():           words(inventory.Own, inventory.ThirdParty),
	reflect.TypeFor[inventory.Scope]():          words(inventory.Runtime, inventory.Build, inventory.Dev, inventory.Test, inventory.Optional),
	reflect.TypeFor[inventory.Modified]():       words(inventory.Yes, inventory.No),
	reflect.TypeFor[inventory.ClaimKind]():      words(inventory.Declared, inventory.Detected, inventory.Concluded),
	reflect.TypeFor[inventory.State]():          words(inventory.None, inventory.NoAssertion, inventory.Unparsed, inventory.Known),
	reflect.TypeFor[inventory.Normalisation]():  words(inventory.ByName, inventory.ByAddress, inventory.ByMending, inventory.BySuccession, inventory.ByUnclearList, inventory.BySlash, inventory.ByList, inventory.ByWording, inventory.ByShortName),
	reflect.TypeFor[inventory.FindingKind]():    words(inventory.FoundText, inventory.FoundHeader, inventory.FoundTag, inventory.FoundNotice, inventory.FoundReference, inventory.FoundManifest, inventory.FoundAnnotation),
	reflect.TypeFor[inventory.Confidence]():     words(inventory.High, inventory.Medium, inventory.Low),
	reflect.TypeFor[inventory.Topic]():          words(inventory.Topics()...),
	reflect.TypeFor[inventory.Says]():           words(inventory.SaysYes, inventory.SaysEquivalent, inventory.SaysNo),
	reflect.TypeFor[inventory.PubliccodeKind](): words(inventory.PubliccodeText, inventory.PubliccodeNumber, inventory.PubliccodeTruth, inventory.PubliccodeList, inventory.PubliccodeSection, inventory.PubliccodeEmpty, inventory.PubliccodeOther),
	reflect.TypeFor[assessment.Use]():           words(assessment.UseInternal, assessment.UseDistribution, assessment.UseService, assessment.UsePublication),
	reflect.TypeFor[assessment.Stage]():         words(assessment.StageBid, assessment.StageSuitability, assessment.StagePerformance, assessment.StageAcceptance, assessment.StageOwnDuty),
	reflect.TypeFor[assessment.Addressee]():     words(assessment.Bidder, assessment.City),
	reflect.TypeFor[assessment.Weight]():        words(assessment.Must, assessment.Should, assessment.Ask, assessment.WNote),
	reflect.TypeFor[assessment.Regime]():        words(assessment.Regimes()...),
	reflect.TypeFor[assessment.QuestionKind](): words(assessment.QuestionClarification, assessment.QuestionSupplement, assessment.QuestionNeither,
		assessment.QuestionAcceptance, assessment.QuestionOurselves),
	reflect.TypeFor[inventory.LookupOutcome](): words(inventory.LookupAnswered, inventory.LookupUnknown, inventory.LookupFailed),
	reflect.TypeFor[assessment.DecisionKind](): words(assessment.Conclusion, assessment.Choice, assessment.Justification, assessment.Exception),
	reflect.TypeFor[assessment.DecisionState](): words(assessment.DecisionUsed, assessment.DecisionExpired, assessment.DecisionChanged,
		assessment.DecisionUnmatched, assessment.DecisionPending),
}

// closed are fields of which the same is true, whose type is that of any text.
var closed = map[string][]string{
	"File.Role": {inventory.RoleLicense, inventory.RoleNotice, inventory.RoleReadme, inventory.RoleLicenses, inventory.RoleManifest, inventory.RoleSBOM, inventory.RoleList,
		inventory.RoleDeclaration, inventory.RoleArchive, inventory.RoleBinary, inventory.RolePaper},
	"Document.Format":  {"cyclonedx-json", "cyclonedx-xml", "spdx-json", "spdx-tv", "spdx-yaml", "spdx-rdf", "spdx3-json", "csv", "xlsx"},
	"OwnCode.Kind":     {assessment.OwnPath, assessment.OwnExcept, assessment.OwnSupplier, assessment.OwnComponent, assessment.OwnMain},
	"OwnCode.Origin":   {"flag"},
	"Criterion.Kind":   {"A", "B"},
	"Procedure.Kind":   assessment.ProcedureKinds(),
	"Overridden.Field": {"use", "stage", "outbound", "delivered", "policy"},
	"Decision.Ground":  append(assessment.Grounds(), assessment.Reasons()...),
	"ClassShare.Class": {assessment.ClassUnknown, assessment.ClassProprietary},
	"Claim.Origin":     {inventory.OriginScan},
	"Duty.Kind": {assessment.DutyNotice, assessment.DutyLicenseText, assessment.DutySource, assessment.DutySourceIfModified, assessment.DutyChanges,
		assessment.DutyChangesIfModified, assessment.DutySameFile, assessment.DutySameLibrary, assessment.DutySameProgram, assessment.DutySameProgramIfReached,
		assessment.DutySourceProgram, assessment.DutySourceProgramIfReached, assessment.DutyNoticeIfNotExcepted, assessment.DutyLicenseTextIfNotExcepted,
		assessment.DutySourceIfNotExcepted, assessment.DutyChangesIfNotExcepted, assessment.DutySameIfNotExcepted, assessment.DutyRelinking,
		assessment.DutyRelinkingIfLinked, assessment.DutyInstallation, assessment.DutyNetworkSource, assessment.DutyNetworkSourceIfModified,
		assessment.DutyNetworkSourceArguable, assessment.DutyPatent, assessment.DutyNaming},
}

func words[T ~string](list ...T) []string {
	var words []string
	for _, w := range list {
		words = append(words, string(w))
	}
	return words
}

// word is what becomes of a text of a type.
func (c *copier) word(t reflect.Type, s string) string {
	if slices.Contains(vocabularies[t], s) || c.ours && c.own.texts[s] {
		return s
	}
	return c.text(s)
}

// license is what becomes of a text that names a licence: those of the SPDX list stay, whoever is called like one.
func (c *copier) license(s string) string {
	e, err := spdx.ParseText(s)
	if err != nil || e == nil {
		if c.inside && s != "" && s != "NONE" && s != "NOASSERTION" {
			return c.words.Blank
		}
		return c.text(s)
	}
	return c.expression(e).String()
}

// harmless leaves of what is said of a confidential component licences of the list, numbers, days and the words of the
// model, and blanks the rest.
func (c *copier) harmless(s string) string {
	switch {
	case s == "" || strings.Trim(s, "0123456789.-%") == "" && len(s) <= 10:
		return s
	case c.marks[s], s == c.words.Blank, strings.HasPrefix(s, "LicenseRef-redacted-"):
		return s
	}
	for _, list := range vocabularies {
		if slices.Contains(list, s) {
			return s
		}
	}
	if e, err := spdx.ParseText(s); err == nil && e != nil && listed(e) {
		return s
	}
	return c.words.Blank
}

// listed reports whether every part of an expression stands on the SPDX list, or was blacked out.
func listed(e spdx.Expression) bool {
	return !slices.ContainsFunc(spdx.Atoms(e), func(atom spdx.Expression) bool {
		l, ok := atom.(spdx.License)
		if w, with := atom.(spdx.With); with {
			l, ok = w.License, true
		}
		if !ok || l.Document != "" {
			return true
		}
		_, known := spdx.LookupLicense(l.ID)
		return !known && !strings.HasPrefix(l.ID, "LicenseRef-redacted-")
	})
}

// expression copies an expression; names of licences that the list does not have are texts like any other.
func (c *copier) expression(e spdx.Expression) spdx.Expression {
	switch x := e.(type) {
	case spdx.License:
		return c.atom(x)
	case spdx.With:
		return spdx.With{License: c.atom(x.License), Exception: spdx.Exception{Document: c.ident(x.Exception.Document, ""), ID: c.exception(x.Exception.ID)}}
	case spdx.And:
		to := make(spdx.And, len(x))
		for i := range x {
			to[i] = c.expression(x[i])
		}
		return to
	case spdx.Or:
		to := make(spdx.Or, len(x))
		for i := range x {
			to[i] = c.expression(x[i])
		}
		return to
	}
	return e
}

func (c *copier) atom(l spdx.License) spdx.License {
	if to := c.refs[l.ID]; to != "" {
		return spdx.License{ID: to, OrLater: l.OrLater}
	}
	if _, known := spdx.LookupLicense(l.ID); !known {
		if l.ID = c.ident(l.ID, "LicenseRef-"); c.inside && !strings.HasPrefix(l.ID, "LicenseRef-redacted-") {
			l.ID = "LicenseRef-redacted-0"
		}
	}
	l.Document = c.ident(l.Document, "")
	if c.inside {
		l.Document = ""
	}
	return l
}

func (c *copier) exception(id string) string {
	if _, known := spdx.LookupException(id); known {
		return id
	}
	return c.ident(id, "AdditionRef-")
}

// ident is what becomes of a name in an expression, which holds letters, digits, dots and hyphens alone.
func (c *copier) ident(s, prefix string) string {
	if s == "" {
		return ""
	}
	rest := strings.TrimPrefix(s, prefix)
	to := strings.TrimPrefix(c.text("LicenseRef-"+rest), "LicenseRef-")
	if to == rest {
		return s
	}
	return prefix + to
}
