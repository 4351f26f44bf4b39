// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package text_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/reports/text"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

var update = flag.Bool("update", false, "write the golden files anew")

func bid(t *testing.T) *assessment.Assessment {
	t.Helper()
	f, err := os.Open("../testdata/bid.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	a, err := assessment.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func write(t *testing.T, a *assessment.Assessment, o text.Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := text.Write(&b, a, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGolden(t *testing.T) {
	a := bid(t)
	scan := &assessment.Assessment{Inventory: a.Inventory}
	for name, got := range map[string]string{
		"terminal.de.txt":      write(t, a, text.Options{Lang: "de", Terminal: true, Width: 90}),
		"terminal.en.txt":      write(t, a, text.Options{Lang: "en", Terminal: true, Width: 60}),
		"pipe.de.txt":          write(t, a, text.Options{Lang: "de"}),
		"scan-terminal.de.txt": write(t, scan, text.Options{Lang: "de", Terminal: true}),
		"scan-pipe.en.txt":     write(t, scan, text.Options{Lang: "en"}),
	} {
		path := filepath.Join("testdata", name)
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s differs (-want +got); go test -update writes it anew:\n%s", path, diff)
		}
	}
}

var painted = regexp.MustCompile("\x1b\\[[0-9;]+m")

// Colour says nothing that words do not say.
func TestColorOnlyPaints(t *testing.T) {
	o := text.Options{Lang: "de", Terminal: true, Width: 100}
	plain := write(t, bid(t), o)
	o.Color = true
	color := write(t, bid(t), o)
	if color == plain || !strings.Contains(color, "\x1b[31;1m✗ Befund: nicht erfüllt\x1b[0m") {
		t.Error("nothing is painted")
	}
	if got := painted.ReplaceAllString(color, ""); got != plain {
		t.Errorf("without its colours the text differs:\n%s", cmp.Diff(plain, got))
	}
}

func TestWidth(t *testing.T) {
	a := bid(t)
	a.Inventory.Issues = append(a.Inventory.Issues, inventory.Issue{Code: "x", Path: strings.Repeat("漢字 ", 80), Effect: inventory.Unread})
	for _, width := range []int{40, 60, 80, 120} {
		for line := range strings.Lines(write(t, a, text.Options{Lang: "de", Terminal: true, Width: width, Color: true})) {
			line = painted.ReplaceAllString(strings.TrimSuffix(line, "\n"), "")
			columns := utf8.RuneCountInString(line)
			for _, r := range line {
				if unicode.Is(unicode.Han, r) {
					columns++
				}
			}
			if columns > width && strings.Count(strings.TrimSpace(line), " ") > 2 {
				t.Errorf("width %d: %d columns: %s", width, columns, line)
			}
		}
	}
}

func TestPipeHasOneLineAFinding(t *testing.T) {
	a := bid(t)
	got := write(t, a, text.Options{Lang: "en"})
	want := map[string]int{}
	for _, r := range a.Results {
		want[r.Rule]++
	}
	for rule, results := range want {
		n := 0
		for line := range strings.Lines(got) {
			if strings.HasPrefix(line, rule+": ") {
				n++
			}
		}
		if n != results {
			t.Errorf("%s has %d lines and %d results", rule, n, results)
		}
	}
	if strings.Contains(got, "[[") {
		t.Error("a word is not in the catalogue")
	}
	if !strings.Contains(got, "kartenkern 7.1: LicenseRef-Proprietary-GeoWerk: lib/kartenkern/LIZENZ.txt:1: ") {
		t.Error("component, licence and place are not in a line")
	}
}

func TestNothingOfTheInputReachesTheTerminal(t *testing.T) {
	const hostile = "\x1b]0;title\a\x1b[31mred\u202eevil\n::error::x\r\x9b2J\xff"
	evidence := []inventory.Evidence{{Path: hostile, Line: inventory.LineRange{First: 1, Last: 1}, Quote: hostile}}
	message := inventory.Message{Key: hostile, Args: inventory.Args{"x": hostile}}
	inv := &inventory.Inventory{
		Subject:      inventory.Subject{Name: hostile, Version: hostile},
		Declarations: []inventory.Declaration{{ID: hostile, Bidder: hostile, Answers: []inventory.Answer{{Topic: hostile, Says: hostile, Detail: hostile, Proof: hostile}}}},
		Components: []inventory.Component{{ID: hostile, Name: hostile, Version: hostile, Claims: []inventory.Claim{
			{Kind: inventory.Declared, License: inventory.License{State: inventory.Unparsed, Raw: hostile}}}}},
		Issues: []inventory.Issue{{Code: hostile, Path: hostile, Args: inventory.Args{"x": hostile}, Effect: inventory.Unread}},
	}
	both := assessment.Text{DE: hostile, EN: hostile}
	judged := &assessment.Assessment{
		Inventory: inv, Policy: assessment.Policy{Name: hostile, Version: hostile, FromInput: true, FrozenOn: hostile, FrozenSHA256: "x"}, Date: hostile, Verdict: assessment.Review,
		Procedure: &assessment.Procedure{Number: hostile, Title: hostile, Regime: hostile, Kind: hostile, Lot: hostile, Opened: hostile,
			Overridden: []assessment.Overridden{{Field: hostile, Was: hostile}}, Refused: []string{hostile},
			Contract: &assessment.Contract{Template: hostile, Version: hostile}},
		Outbound:  hostile,
		Overrides: []assessment.Override{{License: hostile, Class: hostile, Was: hostile, Reason: hostile, Origin: hostile}},
		Decisions: []assessment.Decision{{ID: hostile, Kind: hostile, Ground: hostile, Text: hostile, Signed: []assessment.Signature{{Name: hostile, Date: hostile}},
			Owner: hostile, Until: hostile, State: hostile}},
		Results: []assessment.Result{{Rule: hostile, Component: hostile, Verdict: assessment.Review, Message: message, Evidence: evidence,
			Expression: spdx.License{ID: hostile}}, {Rule: "R", File: hostile, Message: message}},
		Rules:     []assessment.RuleUsed{{ID: hostile, Doc: assessment.Doc{Title: both, Fix: both}}},
		Questions: []assessment.Question{{Rule: hostile, Addressee: assessment.City, Message: message, Components: []string{hostile}}},
	}
	for _, a := range []*assessment.Assessment{judged, {Inventory: inv}} {
		for _, o := range []text.Options{{}, {Terminal: true}, {Lang: "en", Terminal: true, Color: true}} {
			got := write(t, a, o)
			for _, r := range painted.ReplaceAllString(got, "") {
				if r != '\n' && r != '\t' && r != '\u00a0' && !unicode.IsPrint(r) {
					t.Fatalf("%+v: %U is written", o, r)
				}
			}
			if strings.Contains(got, "\x1b[31mred") || strings.Contains(got, "\n::error") {
				t.Errorf("%+v: the input paints or begins a line", o)
			}
			if !strings.Contains(got, `\x1b[31mred\u202eevil\n`) {
				t.Errorf("%+v: what was hidden is not shown", o)
			}
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for _, o := range []text.Options{{Terminal: true}, {Lang: "en"}} {
		first := write(t, bid(t), o)
		for range 5 {
			if write(t, bid(t), o) != first {
				t.Fatal("written again, the text differs")
			}
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrClosed }

// On a terminal the worst of very many causes is shown and the rest is counted; a pipe gets all of it.
func TestTerminalIsBounded(t *testing.T) {
	const many = 2000
	a := &assessment.Assessment{Inventory: &inventory.Inventory{}, Policy: assessment.Policy{Name: "p"}, Verdict: assessment.Violated, Complete: true}
	for i := range many {
		id := "pkg:generic/c" + strconv.Itoa(i)
		license := spdx.License{ID: "LicenseRef-" + strconv.Itoa(i)}
		verdict := assessment.Review
		if i == many-1 {
			verdict = assessment.Violated
		}
		a.Inventory.Components = append(a.Inventory.Components, inventory.Component{ID: id, Name: id,
			Claims: []inventory.Claim{{Kind: inventory.Declared, License: inventory.KnownLicense(license)}}})
		m := inventory.Message{Key: "rule.licence.ref", Args: inventory.Args{"licence": license.ID}}
		a.Results = append(a.Results, assessment.Result{Rule: "LIZ-001", Component: id, Verdict: verdict, Expression: license, Message: m})
		a.Questions = append(a.Questions, assessment.Question{Rule: "LIZ-001", Addressee: assessment.City, Message: m, Components: []string{id}})
		a.Excluded = append(a.Excluded, assessment.Exclusion{Pattern: id})
	}
	terminal, pipe := text.Options{Lang: "de", Terminal: true, Width: 120}, text.Options{Lang: "de"}
	judged := write(t, a, terminal)
	for _, want := range []string{"1.900 weitere Ursachen stehen", "1.950 weitere Einträge stehen", "1.980 weitere Einträge stehen", "LicenseRef-1999"} {
		if !strings.Contains(judged, want) {
			t.Errorf("the terminal does not show %q", want)
		}
	}
	if n := strings.Count(judged, "\n"); n > 1000 {
		t.Errorf("%d lines on a terminal", n)
	}
	scan := &assessment.Assessment{Inventory: a.Inventory}
	if s := write(t, scan, terminal); strings.Count(s, "\n") > 200 || !strings.Contains(s, "1.900 weitere Einträge stehen") {
		t.Errorf("a scan has %d lines on a terminal", strings.Count(s, "\n"))
	}
	if n := strings.Count(write(t, a, pipe), "\n"); n < 3*many {
		t.Errorf("%d lines in a pipe", n)
	}
	if n := strings.Count(write(t, scan, pipe), "\n"); n < many {
		t.Errorf("a scan has %d lines in a pipe", n)
	}
}

func TestAnErrorOfTheWriterIsGivenBack(t *testing.T) {
	if err := text.Write(full{}, bid(t), text.Options{}); err == nil {
		t.Error("no error")
	}
}

func TestOrderAndWhatIsLeftOut(t *testing.T) {
	a := bid(t)
	a.Stage = ""
	a.Results = append(a.Results, assessment.Result{Rule: "EIG-002", Component: "file:.", Verdict: assessment.Satisfied,
		Message: inventory.Message{Key: "rule.eig-003.not-visited", Args: inventory.Args{"url": "https://example.org"}}})
	a.Excluded = []assessment.Exclusion{{Pattern: "a/**", Origin: "--exclude", Files: 3}}
	for _, o := range []text.Options{{Lang: "de"}, {Lang: "de", Terminal: true, Width: 120}} {
		got := write(t, a, o)
		at := -1
		for _, rule := range []string{"\nLIZ-005", "\nLIZ-001", "\nLIZ-006", "\nLIZ-003", "\nEIG-002"} {
			now := strings.Index(got, rule)
			if now <= at {
				t.Errorf("%+v: %s does not come after what is worse", o, rule[1:])
			}
			at = now
		}
		for _, want := range []string{"erfüllt, mit Hinweis", "a/** (3 Dateien, festgelegt in --exclude)\n", "Verfahrensstand: nicht angegeben"} {
			if !strings.Contains(got, want) {
				t.Errorf("%+v: %q is missing", o, want)
			}
		}
	}
}

// judgedSBOM adds what was found about the SBOM of the bid, a hostile word in it.
func judgedSBOM(t *testing.T) *assessment.Assessment {
	a := bid(t)
	id := a.Inventory.Documents[0].ID
	u := func(rule, title string) assessment.RuleUsed {
		return assessment.RuleUsed{ID: rule, Weight: assessment.Must, Origin: "x:1", Doc: assessment.Doc{Title: assessment.Text{DE: title, EN: title},
			Fix: assessment.Text{DE: title + " ergänzen.", EN: "Add it."}}}
	}
	a.Rules = append(a.Rules, u("SBM-007", "Name und Version"), u("SBM-021", "Signatur"))
	said := func(rule string, v assessment.Verdict, noted bool, field string) assessment.Result {
		return assessment.Result{Rule: rule, File: id, Verdict: v, Noted: noted,
			Message: inventory.Message{Key: "rule.sbm.components.missing", Args: inventory.Args{"field": field, "count": "2", "total": "1000", "wrong": "", "open": "",
				"reasons": "", "level": "must", "standard": "BSI TR-03183-2 2.1.0", "section": "5.2.2", "examples": "<b>x</b>"}},
			Evidence: []inventory.Evidence{{Path: id, Line: inventory.LineRange{First: 7, Last: 7}}, {Path: id, Line: inventory.LineRange{First: 9, Last: 9}}}}
	}
	a.Results = append(a.Results, said("SBM-021", assessment.Satisfied, true, "signature"), said("SBM-007", assessment.Violated, false, "version"))
	return a
}

func TestSBOMsAreShownByDocument(t *testing.T) {
	a := judgedSBOM(t)
	id := a.Inventory.Documents[0].ID
	got := write(t, a, text.Options{Lang: "de", Terminal: true, Width: 120})
	_, quality, _ := strings.Cut(got, "\n"+id+" (CycloneDX")
	wanted := []string{"✗ Befund: nicht erfüllt: SBM-007: Version: fehlt bei 2 von 1.000 Komponenten.", "· Hinweis: SBM-021: Signatur", "→ SBM-007: Name und Version ergänzen."}
	for _, w := range wanted {
		before, after, ok := strings.Cut(quality, w)
		if !ok {
			t.Errorf("no %q after what was wanted before:\n%s", w, quality)
		}
		quality = after
		if strings.Contains(before, "→ SBM-021") {
			t.Error("a note has something to do")
		}
	}
	if pipe := write(t, a, text.Options{Lang: "de"}); !strings.Contains(pipe, "SBM-007: Befund: nicht erfüllt: "+id+":7: Version: fehlt") {
		t.Error(pipe)
	}
}

func TestAPolicyThatJudgesNoComponentsSaysSo(t *testing.T) {
	a := bid(t)
	const said = "Diese Richtlinie beurteilt Stücklisten, keine Lizenzen."
	if strings.Contains(write(t, a, text.Options{Lang: "de"}), said) {
		t.Error("said of a policy about licences")
	}
	for i := range a.Rules {
		a.Rules[i].Documents = true
	}
	if got := write(t, a, text.Options{Lang: "de"}); !strings.Contains(got, said) {
		t.Error(got)
	}
}

func TestAPolicyOfNotesSaysSo(t *testing.T) {
	a := bid(t)
	const said = "Diese Richtlinie gibt nur Hinweise"
	if strings.Contains(write(t, a, text.Options{Lang: "de"}), said) {
		t.Error("said of a policy that demands")
	}
	for i := range a.Rules {
		a.Rules[i].Weight = assessment.WNote
	}
	if got := write(t, a, text.Options{Lang: "de"}); !strings.Contains(got, said) {
		t.Error(got)
	}
}

func TestWhatIsNotSatisfiedIsListedWithWhatToDo(t *testing.T) {
	a := judgedSBOM(t)
	got := write(t, a, text.Options{Lang: "de", Terminal: true, Width: 120})
	_, list, _ := strings.Cut(got, "Nicht erfüllte Anforderungen (")
	list, _, found := strings.Cut(list, "\nFragen an")
	if !found || !strings.Contains(list, "✗ SBM-007 Name und Version (an 1 Stelle)\n    → Was zu tun ist: Name und Version ergänzen.") || strings.Contains(list, "SBM-021") {
		t.Errorf("%q", list)
	}
}
