// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package schema_test

import (
	"bytes"
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/redaction"
	"lizenzlotse/reports/schema"
	"lizenzlotse/scanner/inventory"
)

// compile makes a validator of a schema; kind is what its URN names.
func compile(t *testing.T, kind string, data []byte) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	name := "urn:lizenzlotse:" + kind + ":1"
	if err := c.AddResource(name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func encode(t *testing.T, a *assessment.Assessment) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := a.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

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

// fill sets every field of a value to something other than zero, so that no field of the model
// can be missing from the schema. Where a word of a vocabulary is wanted, words has it.
func fill(v reflect.Value, words map[string]string) {
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), words)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() != reflect.Interface && f.CanSet() {
				if word, ok := words[v.Type().Name()+"."+v.Type().Field(i).Name]; ok {
					f.SetString(word)
					continue
				}
				fill(f, words)
			}
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() == reflect.Interface {
			return // expressions: the sample has them
		}
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), words)
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("name"), reflect.ValueOf("value"))
	case reflect.String:
		if word, ok := words[v.Type().Name()]; ok {
			v.SetString(word)
		} else {
			v.SetString("text")
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(1)
	}
}

func full() *assessment.Assessment {
	hash := strings.Repeat("a", 64)
	a := new(assessment.Assessment)
	fill(reflect.ValueOf(a).Elem(), map[string]string{
		"Inventory.Schema": inventory.Schema, "Subject.SHA256": hash, "Input.SHA256": hash, "Document.SHA256": hash,
		"File.SHA1": hash[:40], "File.SHA256": hash, "Text.SHA256": hash, "Claim.Text": hash, "Policy.FrozenOn": "2026-11-22",
		"Published.Date": "2026-11-22", "Assessment.Date": "2026-11-22", "Assessment.Delivered": "2026-11-22", "Criterion.Kind": "A", "License.State": "unparsed",
		"SubjectKind": "tree", "Completeness": "unknown", "DocumentKind": "dependencies", "PartyKind": "person", "Dependencies": "none", "Role": "own", "Scope": "dev", "Modified": "no", "ClaimKind": "detected",
		"Normalisation": "list", "FindingKind": "notice", "Confidence": "low", "RelationKind": "contains", "Effect": "note", "LookupOutcome": "answered", "Lookup.SHA256": hash,
		"Decision.Until": "2026-11-22", "Procedure.Opened": "2026-11-22", "Regime": "vgv", "QuestionKind": "supplement", "DecisionKind": "choice", "DecisionState": "used",
		"OwnCode.Kind": "path", "PubliccodeKind": "text", "Use": "service", "Stage": "award", "Addressee": "city", "Weight": "ask",
		"Declaration.SHA256": hash, "Topic": "contract", "Says": "yes", "Overridden.Field": "stage",
	})
	a.Stage, a.Rules[0].Doc.Stage = assessment.StageBid, assessment.StageAcceptance
	a.Inventory.Files[0].Roles = []string{inventory.RoleLicense}
	return a
}

func TestEncodingsValidate(t *testing.T) {
	s := compile(t, "result", schema.Result)
	for name, a := range map[string]*assessment.Assessment{
		"bid":         bid(t),
		"scan":        {Inventory: bid(t).Inventory},
		"every field": full(),
		"empty scan":  {Inventory: &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "x", Kind: inventory.KindFile}}},
		"empty judgement": {Inventory: &inventory.Inventory{Schema: inventory.Schema, Subject: inventory.Subject{Name: "x", Kind: inventory.KindFile}},
			Policy: assessment.Policy{Name: "p"}},
	} {
		if err := validate(t, s, encode(t, a)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRedactedCopiesValidate: what is taken out leaves nothing that is no saved result.
func TestRedactedCopiesValidate(t *testing.T) {
	numbered := func(n int) string { return "[" + strings.Repeat("x", n) + "]" }
	redacted, _ := redaction.Apply(bid(t), &redaction.File{Names: [][]string{{"Kartenkern"}}, Components: []string{"pkg:*"}},
		redaction.Words{Name: numbered, Component: numbered, Mail: numbered, Blank: "[-]", Known: func(string) bool { return true }})
	data := encode(t, redacted)
	if err := validate(t, compile(t, "result", schema.Result), data); err != nil {
		t.Error(err)
	}
	again, err := assessment.Read(bytes.NewReader(data))
	if err != nil || again.Redacted == nil || again.Redacted.Components == 0 {
		t.Errorf("%v", err)
	}
}

func TestReadUndoesWrite(t *testing.T) {
	for name, a := range map[string]*assessment.Assessment{"bid": bid(t), "scan": {Inventory: bid(t).Inventory}} {
		data := encode(t, a)
		again, err := assessment.Read(bytes.NewReader(data))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(a, again); diff != "" {
			t.Errorf("%s: Read(Write(a)) differs:\n%s", name, diff)
		}
		if !bytes.Equal(data, encode(t, again)) {
			t.Errorf("%s: written again, the bytes differ", name)
		}
	}
	sample, err := os.ReadFile("../testdata/bid.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(sample, encode(t, bid(t))) {
		t.Error("../testdata/bid.json is not what Write would write")
	}
}

func TestWrongResultsDoNotValidate(t *testing.T) {
	s := compile(t, "result", schema.Result)
	data := encode(t, bid(t))
	for name, spoil := range map[string]func(map[string]any){
		"another schema":     func(m map[string]any) { m["schema"] = "lizenzlotse-result/2" },
		"no subject":         func(m map[string]any) { delete(m, "subject") },
		"a field too many":   func(m map[string]any) { m["extra"] = 1 },
		"files as an object": func(m map[string]any) { m["files"] = map[string]any{} },
		"a verdict unheard of": func(m map[string]any) {
			m["assessment"].(map[string]any)["verdict"] = "fine"
		},
		"a misspelt field of a component": func(m map[string]any) {
			m["components"].([]any)[0].(map[string]any)["licence"] = "x"
		},
		"an expression that is not known": func(m map[string]any) {
			c := m["components"].([]any)[0].(map[string]any)["claims"].([]any)[0].(map[string]any)
			c["license"] = map[string]any{"expression": "x", "state": "none"}
		},
	} {
		var m map[string]any
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatal(err)
		}
		spoil(m)
		spoilt, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if validate(t, s, spoilt) == nil {
			t.Errorf("%s: validates", name)
		}
	}
}
