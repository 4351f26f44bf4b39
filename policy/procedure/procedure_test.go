// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package procedure_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/procedure"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
)

const whole = `number: "2026-0815"
title: Bürgerportal
regime: vgv
kind: open
lot: Los 1
stage: bid
use: service
outbound: eupl-1.2
delivered: 2026-11-10
opened: 2026-11-12
contract: {template: EVB-IT Erstellung, version: "2026"}
policy: [fest.yml, dortmund, ../haus/richtlinie.yaml]
frozen: {on: 2026-10-01, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef}
`

func load(text string) (*procedure.Procedure, error) {
	return procedure.Load("akte/verfahren.yml", func(string) ([]byte, error) { return []byte(text), nil })
}

func TestLoad(t *testing.T) {
	got, err := load(whole)
	if err != nil {
		t.Fatal(err)
	}
	want := &procedure.Procedure{
		Procedure: assessment.Procedure{
			Number: "2026-0815", Title: "Bürgerportal", Regime: assessment.RegimeVgV, Kind: "open", Lot: "1", Opened: "2026-11-12",
			Contract: &assessment.Contract{Template: "EVB-IT Erstellung", Version: "2026"}, Origin: "verfahren.yml", SHA256: got.SHA256,
		},
		Policy: []string{"akte/fest.yml", "dortmund", "haus/richtlinie.yaml"},
		Use:    assessment.UseService, Stage: assessment.StageBid, Outbound: "EUPL-1.2", Delivered: "2026-11-10",
		Frozen: &procedure.Frozen{On: "2026-10-01", SHA256: strings.Repeat("0123456789abcdef", 4)},
	}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(procedure.Procedure{})); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	if len(got.SHA256) != 64 {
		t.Errorf("SHA-256 %q", got.SHA256)
	}
	if names := got.Names(); !slices.Equal(names, []string{"fest.yml", "dortmund", "richtlinie.yaml"}) {
		t.Errorf("names %q", names)
	}
}

var wrong = map[string]struct{ text, want string }{
	"no regime":             {"title: x\n", "akte/verfahren.yml:1:1: file.missing field=regime"},
	"foreign key":           {"regime: vgv\nstge: bid\n", "akte/verfahren.yml:2:1: file.key key=stge"},
	"unknown regime":        {"regime: vob\n", "akte/verfahren.yml:1:9: file.value field=regime value=vob"},
	"unknown kind":          {"regime: vgv\nkind: offen\n", "akte/verfahren.yml:2:7: file.value field=kind value=offen"},
	"kind of another":       {"kind: public-tender\nregime: vgv\n", "akte/verfahren.yml:1:7: procedure.kind kind=public-tender regime=vgv"},
	"kind of the other":     {"regime: uvgo\nkind: competitive-dialogue\n", "akte/verfahren.yml:2:7: procedure.kind kind=competitive-dialogue regime=uvgo"},
	"tender outside":        {"regime: outside\nkind: open\n", "akte/verfahren.yml:2:7: procedure.kind kind=open regime=outside"},
	"opened outside":        {"regime: outside\nopened: 2026-01-01\n", "akte/verfahren.yml:2:9: procedure.opened.outside"},
	"no expression":         {"regime: vgv\noutbound: free of charge\n", "akte/verfahren.yml:2:11: procedure.outbound value=free of charge"},
	"no date":               {"regime: vgv\nopened: bald\n", "akte/verfahren.yml:2:9: file.date field=opened value=bald"},
	"half a stamp":          {"regime: vgv\nfrozen: {on: 2026-01-01}\n", "akte/verfahren.yml:2:10: file.missing field=sha256"},
	"no digest":             {"regime: vgv\nfrozen: {on: 2026-01-01, sha256: abc}\n", "akte/verfahren.yml:2:34: file.digest field=sha256 value=abc"},
	"contract without name": {"regime: vgv\ncontract: {version: \"1\"}\n", "akte/verfahren.yml:2:12: file.missing field=template"},
	"policy from the net":   {"regime: vgv\npolicy: [\"https://example.org/p.yml\"]\n", "akte/verfahren.yml:2:10: profile.remote name=https://example.org/p.yml"},
	"policy is no list":     {"regime: vgv\npolicy: dortmund\n", "akte/verfahren.yml:2:9: file.want.list field=policy"},
	"anchors":               {"regime: &a vgv\n", "akte/verfahren.yml:1:9: file.notation"},
	"empty":                 {"# nothing\n", "akte/verfahren.yml: file.empty"},
}

func TestWrongFilesAreRefused(t *testing.T) {
	for name, c := range wrong {
		t.Run(name, func(t *testing.T) {
			_, err := load(c.text)
			var e *inventory.Error
			if !errors.As(err, &e) || e.Where+": "+e.Message.String() != c.want {
				t.Errorf("got %v, want %s", err, c.want)
			}
		})
	}
}

func TestMissingFile(t *testing.T) {
	_, err := procedure.Load("x.yml", func(string) ([]byte, error) { return nil, fs.ErrNotExist })
	var e *inventory.Error
	if !errors.As(err, &e) || e.Key != "procedure.not-found" || e.Where != "x.yml" {
		t.Errorf("got %v", err)
	}
}

func TestEveryKindBelongsToARegime(t *testing.T) {
	for _, regime := range assessment.Regimes() {
		for _, kind := range assessment.ProcedureKinds() {
			_, err := load("regime: " + string(regime) + "\nkind: " + kind + "\n")
			if want := slices.Contains(regime.Kinds(), kind); want != (err == nil) {
				t.Errorf("%s, %s: %v", regime, kind, err)
			}
		}
	}
}

func TestWhatCannotBeOnADay(t *testing.T) {
	for name, c := range map[string]struct {
		text      string
		stage     assessment.Stage
		delivered string
		want      string
	}{
		"bid before opening":                  {text: "stage: bid\nopened: 2026-12-01\n", stage: assessment.StageBid},
		"acceptance before opening":           {"stage: acceptance\nopened: 2026-12-01\n", assessment.StageAcceptance, "", "procedure.stage.early"},
		"acceptance after opening":            {text: "stage: acceptance\nopened: 2026-11-01\n", stage: assessment.StageAcceptance},
		"acceptance that a flag says":         {text: "stage: bid\nopened: 2026-12-01\n", stage: assessment.StageAcceptance},
		"delivered after the day":             {"delivered: 2026-12-01\n", "", "2026-12-01", "procedure.delivered.later"},
		"delivered after the day by a flag":   {text: "delivered: 2026-11-01\n", delivered: "2026-12-01"},
		"delivered on the day":                {text: "delivered: 2026-11-22\n", delivered: "2026-11-22"},
		"nobody says anything of these dates": {},
	} {
		p, err := load("regime: vgv\n" + c.text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		err = p.On("2026-11-22", c.stage, c.delivered)
		var e *inventory.Error
		switch {
		case c.want == "" && err != nil:
			t.Errorf("%s: %v", name, err)
		case c.want != "" && (!errors.As(err, &e) || e.Key != c.want || !strings.HasPrefix(e.Where, "akte/verfahren.yml:2:")):
			t.Errorf("%s: got %v, want %s", name, err, c.want)
		}
	}
}

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(procedure.Schema(func(path string) string { return "what " + path + " is for" }))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("urn:procedure", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:procedure")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The schema knows no sentences: what only several fields together make wrong it lets pass.
func TestSchema(t *testing.T) {
	s := compiled(t)
	valid := func(text string) error {
		data, err := yaml.YAMLToJSON([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		return s.Validate(v)
	}
	if err := valid(whole); err != nil {
		t.Error(err)
	}
	for _, name := range []string{"no regime", "foreign key", "unknown regime", "unknown kind", "no date", "half a stamp", "no digest",
		"contract without name", "policy is no list"} {
		if valid(wrong[name].text) == nil {
			t.Errorf("%s: the schema admits it", name)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte(whole))
	for _, c := range wrong {
		f.Add([]byte(c.text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := procedure.Load("f.yml", func(string) ([]byte, error) { return data, nil })
		if (p == nil) == (err == nil) {
			t.Fatalf("%v, %v", p, err)
		}
		if err == nil && (p.Regime == "" || len(data) > yamlfile.MaxFile) {
			t.Fatalf("%+v", p)
		}
	})
}
