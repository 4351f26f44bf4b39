// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/duty"
	"lizenzlotse/policy/facts"
	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

var de, en = i18n.For("de"), i18n.For("en")

func TestBothLanguagesSayTheSame(t *testing.T) {
	if len(de.Keys()) < 100 {
		t.Fatalf("the catalogue has %d keys", len(de.Keys()))
	}
	for _, key := range de.Keys() {
		if !en.Has(key) {
			t.Errorf("%s has no English", key)
			continue
		}
		if d, e := de.Placeholders(key), en.Placeholders(key); !slices.Equal(d, e) && !bilingual(d, e) {
			t.Errorf("%s: German uses %v, English %v", key, d, e)
		}
	}
	for _, key := range en.Keys() {
		if !de.Has(key) {
			t.Errorf("%s has no German", key)
		}
	}
}

// bilingual is a message that brings its words along in both languages.
func bilingual(d, e []string) bool {
	return slices.Equal(d, []string{"de"}) && slices.Equal(e, []string{"en"})
}

// What a report must not say: the tool gives no legal advice, and these are words of the law.
func TestWordsThatAreNotOurs(t *testing.T) {
	for _, l := range []i18n.Lang{de, en} {
		for _, key := range l.Keys() {
			text := strings.ToLower(l.T(key))
			for _, word := range []string{"verstoß", "verstöß", "ausschlussgrund", "ausschluss vom", "rechtswidrig", "violation"} {
				if strings.Contains(text, word) {
					t.Errorf("%s says %q", key, word)
				}
			}
			if strings.Contains(text, "  ") {
				t.Errorf("%s has two spaces in a row", key)
			}
		}
	}
	for _, key := range de.Keys() {
		if strings.ContainsAny(de.T(key), `"`) {
			t.Errorf("%s: German quotes are „…“", key)
		}
	}
}

func TestErrorsAndHintsAreLowerCaseWithoutFullStop(t *testing.T) {
	count := 0
	for _, l := range []i18n.Lang{de, en} {
		for _, key := range l.Keys() {
			if !strings.HasPrefix(key, "error.") && !strings.HasPrefix(key, "hint.") {
				continue
			}
			count++
			if text := l.T(key); strings.HasSuffix(text, ".") {
				t.Errorf("%s ends in a full stop: %s", key, text)
			}
		}
	}
	if count == 0 {
		t.Error("no errors in the catalogue")
	}
}

func TestMessage(t *testing.T) {
	args := map[string]string{"components": "12345", "files": "1", "rules": "2"}
	for l, want := range map[i18n.Lang]string{
		de: "Geprüft wurden 12.345 Komponenten (eigene und fremde Bausteine der Software) und 1 Datei nach 2 Regeln, die hier etwas zu prüfen hatten.",
		en: "12,345 components (parts of the software, own and of others) and 1 file were examined under 2 rules that had something to examine here.",
	} {
		if got := l.Message("report.summary", args); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	m := inventory.Message{Key: "report.frominput.title"}
	if got := de.Message(m.Key, m.Args); got != "Die Richtlinie stammt aus dem Prüfgegenstand." {
		t.Errorf("got %q", got)
	}
}

func TestWhatIsMissingIsSeen(t *testing.T) {
	if got, want := de.T("no.such.key", "b", "2", "a", "1"), "[[no.such.key]] a=1 b=2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := de.T("report.decision"); !strings.Contains(got, "{decision}") {
		t.Errorf("an argument that is missing is not seen: %q", got)
	}
	if got, want := de.Word("verdict", "{decision}<b>"), "{decision}<b>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	// An argument is not read as a text with places.
	if got := de.T("report.decision", "decision", "{decision:n}"); !strings.HasSuffix(got, "{decision:n}") {
		t.Errorf("got %q", got)
	}
}

func TestWords(t *testing.T) {
	want := map[assessment.Verdict]string{
		assessment.Satisfied:   "erfüllt",
		assessment.Conditional: "erfüllt, Pflichten beachten",
		assessment.Review:      "Prüfbedarf",
		assessment.Violated:    "Befund: nicht erfüllt",
	}
	for v, word := range want {
		if got := de.Word("verdict", v.String()); got != word {
			t.Errorf("%s: got %q, want %q", v, got, word)
		}
		if !en.Has("verdict." + v.String()) {
			t.Errorf("%s has no English", v)
		}
	}
}

func TestEveryValueOfTheModelHasAWord(t *testing.T) {
	vocabularies := map[string][]string{
		"verdict":   {"satisfied", "conditional", "review", "violated", "incomplete", "noted", "remarked", "not-applicable", "excluded"},
		"weight":    words(assessment.Must, assessment.Should, assessment.Ask, assessment.WNote),
		"use":       words(assessment.UseInternal, assessment.UseDistribution, assessment.UseService, assessment.UsePublication),
		"addressee": words(assessment.Bidder, assessment.City),
		"criterion": {"A", "B"},
		"stage": words(assessment.StageBid, assessment.StageSuitability, assessment.StagePerformance, assessment.StageAcceptance,
			assessment.StageOwnDuty),
		"due": words(assessment.StageSuitability, assessment.StagePerformance, assessment.StageAcceptance, assessment.StageOwnDuty),
		"terms": {"academic", "appliance", "client-access", "concurrent-user", "core-points", "custom-metric", "device", "evaluation",
			"named-user", "node-locked", "oem", "perpetual", "processor-points", "subscription", "user", "other"},
		"subject": words(inventory.KindFile, inventory.KindTree, inventory.KindArchive, inventory.KindSBOM, inventory.KindBundle),
		"claim":   words(inventory.Declared, inventory.Detected, inventory.Concluded),
		"finding": words(inventory.FoundText, inventory.FoundHeader, inventory.FoundTag, inventory.FoundNotice, inventory.FoundReference,
			inventory.FoundManifest, inventory.FoundAnnotation),
		"confidence": words(inventory.High, inventory.Medium, inventory.Low),
		"relation": words(inventory.Contains, inventory.Incorporates, inventory.LinksStatic, inventory.LinksDynamic,
			inventory.UsesSeparately, inventory.BuildsWith, inventory.TestsWith, inventory.DependsOn),
		"role":         words(inventory.Own, inventory.ThirdParty),
		"scope":        words(inventory.Runtime, inventory.Build, inventory.Dev, inventory.Test, inventory.Optional),
		"completeness": words(inventory.Complete, inventory.Incomplete, inventory.Unknown),
		"class":        words(facts.Classes()...),
		"kind":         words(facts.KindSoftware, facts.KindDocumentation, facts.KindFont, facts.KindData, facts.KindHardware),
		"reach":        words(facts.ReachNone, facts.ReachFile, facts.ReachLibrary, facts.ReachProgram, facts.ReachUnclear),
		"linking":      words(facts.LinkNone, facts.LinkStatic, facts.LinkAny, facts.LinkUnclear),
		"trigger":      words(facts.OnDistribution, facts.OnNetwork, facts.OnModification),
		"notice":       words(facts.NoticeNone, facts.NoticeSource, facts.NoticeAlways, facts.NoticeUnclear),
		"licensetext":  words(facts.TextNone, facts.TextSource, facts.TextLink, facts.TextAlways, facts.TextUnclear),
		"change": words("none", facts.ChangeFiles, facts.ChangeWork, facts.ChangeLog, facts.ChangeDate, facts.ChangeAuthor, facts.ChangeOrigin,
			facts.ChangeDistinct, facts.ChangePatches, facts.ChangeForbidden, facts.ChangeUnclear),
		"patent": words(facts.PatentNone, facts.PatentGrant, facts.PatentGrantRetaliation, facts.PatentRetaliation, facts.PatentWithheld,
			facts.PatentUnclear),
		"naming": words("none", facts.NamingNoEndorsement, facts.NamingTrademark, facts.NamingAdvertising, facts.NamingAcknowledgement,
			facts.NamingCredit, facts.NamingDisplay, facts.NamingRename, facts.NamingNoticeFile, facts.NamingUnclear),
		"relink":          words(facts.LinkStatic, facts.LinkAny, facts.LinkUnclear),
		"effect":          words(facts.AddsPermission, facts.Clarifies, facts.Changes),
		"regime":          words(assessment.Regimes()...),
		"procedure-kind":  assessment.ProcedureKinds(),
		"topic":           words(inventory.Topics()...),
		"says":            words(inventory.SaysYes, inventory.SaysEquivalent, inventory.SaysNo),
		"procedure-field": {"use", "stage", "outbound", "delivered", "policy"},
		"opencode":        words(facts.OpenCodeApproved, facts.OpenCodeSimilar, facts.OpenCodeNotApproved, facts.OpenCodeUnlisted),
	}
	for _, source := range facts.Sources() {
		vocabularies["basis"] = append(vocabularies["basis"], source.Code)
	}
	for _, kind := range duty.Kinds {
		vocabularies["duty"] = append(vocabularies["duty"], kind, kind+".what")
	}
	for vocabulary, values := range vocabularies {
		for _, value := range values {
			if key := vocabulary + "." + value; !de.Has(key) || !en.Has(key) {
				t.Errorf("%s is not in the catalogue", key)
			}
		}
	}
}

func words[T ~string](values ...T) []string {
	var list []string
	for _, v := range values {
		list = append(list, string(v))
	}
	return list
}

func TestFormats(t *testing.T) {
	moment := time.Date(2026, 11, 22, 6, 5, 0, 0, time.FixedZone("", 3600))
	for _, c := range []struct{ got, want string }{
		{de.Number(0), "0"}, {de.Number(999), "999"}, {de.Number(1000), "1.000"}, {de.Number(-1234567), "-1.234.567"},
		{en.Number(-123), "-123"}, {en.Number(12345), "12,345"},
		{de.Size(1), "1 Byte"}, {de.Size(999), "999 Bytes"}, {de.Size(1000), "1,0\u00a0kB"}, {en.Size(1_500_000), "1.5\u00a0MB"},
		{de.Size(999_949), "999,9\u00a0kB"}, {de.Size(999_999), "1,0\u00a0MB"}, {de.Size(1 << 62), "4,6\u00a0EB"},
		{de.Percent(1, 3), "33\u00a0%"}, {en.Percent(2, 3), "67%"}, {de.Percent(1, 1000), "< 1\u00a0%"}, {de.Percent(0, 0), "0\u00a0%"},
		{de.Percent(999, 1000), "> 99\u00a0%"}, {de.Percent(3, 3), "100\u00a0%"},
		{de.Date("2026-11-22"), "22.11.2026"}, {de.Date("2026-02"), "02/2026"}, {de.Date("2026"), "2026"}, {en.Date("2026-11-22"), "2026-11-22"},
		{de.Date("<b>"), "<b>"}, {de.Time(moment), "22.11.2026, 05:05 Uhr (UTC)"}, {en.Time(moment), "2026-11-22, 05:05 (UTC)"},
		{de.Time(time.Time{}), ""}, {de.Stamp("2026-10-28T09:12:44Z"), "28.10.2026, 09:12 Uhr (UTC)"}, {de.Stamp("gestern"), "gestern"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestFromEnv(t *testing.T) {
	for _, c := range []struct {
		env  map[string]string
		want string
	}{
		{nil, "de"},
		{map[string]string{"LANG": "C.UTF-8"}, "de"},
		{map[string]string{"LANG": "POSIX"}, "de"},
		{map[string]string{"LANG": "de_DE.UTF-8"}, "de"},
		{map[string]string{"LANG": "en_US.UTF-8"}, "en"},
		{map[string]string{"LANG": "fr_FR@euro"}, "en"},
		{map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "de_AT"}, "de"},
		{map[string]string{"LANG": "de_DE", "LC_MESSAGES": "en_GB"}, "en"},
		{map[string]string{"LC_MESSAGES": "en", "LC_ALL": "DE"}, "de"},
	} {
		if got := i18n.FromEnv(func(name string) string { return c.env[name] }); got != c.want {
			t.Errorf("%v: got %s, want %s", c.env, got, c.want)
		}
	}
}

func TestVisible(t *testing.T) {
	for in, want := range map[string]string{
		"Grüße, 漢字 – ‚ja‘":    "Grüße, 漢字 – ‚ja‘",
		"\x1b[31mrot":         `\x1b[31mrot`,
		"a\u202egpj.exe":      `a\u202egpj.exe`,
		"zero\u200bwidth":     `zero\u200bwidth`,
		"two\nlines\ttab":     `two\nlines\ttab`,
		"\x80\xff":            `\x80\xff`,
		"\x7f\u0085\u2028":    `\x7f\u0085\u2028`,
		"\U000e0041":          `\U000e0041`,
		"\ufeffbom\u00adsoft": `\ufeffbom\u00adsoft`,
		"no\u00a0break":       "no\u00a0break",
	} {
		if got := i18n.Visible(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
	if got, want := i18n.VisibleLines("a\n\tb\r"), "a\n\tb"+`\x0d`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What a CI system would take for a command is broken up; names of code that look like one stay as they are.
func TestInLog(t *testing.T) {
	for in, want := range map[string]string{
		"::error file=a::b":          `\x3a:error file=a::b`,
		"a ::add-mask::b":            `a \x3a:add-mask::b`,
		"std::vector, Moose::Role":   "std::vector, Moose::Role",
		"##vso[task.complete]x":      `#\x23vso[task.complete]x`,
		"x ##[group]":                `x #\x23[group]`,
		"###teamcity[a]":             `##\x23teamcity[a]`,
		"## Heading [1]":             "## Heading [1]",
		"section_start:1:a\r\x1b[0K": `section_start:1:a\x0d\x1b[0K`,
		"\u00a0::x":                  "\u00a0" + `\x3a:x`,
	} {
		if got := i18n.InLog(in); got != want {
			t.Errorf("%q: got %s, want %s", in, got, want)
		}
	}
}

func TestCut(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{i18n.Cut("abc", 3), "abc"}, {i18n.Cut("abcd", 3), "ab…"}, {i18n.Cut("äöü", 3), "äöü"}, {i18n.Cut("äöüß", 3), "äö…"},
		{i18n.CutMiddle("a/b/c", 5), "a/b/c"}, {i18n.CutMiddle("aaaabbbbcccc", 7), "aa…cccc"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func FuzzVisible(f *testing.F) {
	f.Add("a\x1b[0m\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		once := i18n.Visible(s)
		if i18n.Visible(once) != once {
			t.Errorf("%q: what is visible changes again", s)
		}
		if strings.ContainsAny(once, "\x1b\n\r\u202e\u2066") {
			t.Errorf("%q: something hides in %q", s, once)
		}
		if i18n.Cut(s, 10) == "" && s != "" || i18n.CutMiddle(s, 10) == "" && s != "" {
			t.Errorf("%q: nothing is left of it", s)
		}
	})
}
