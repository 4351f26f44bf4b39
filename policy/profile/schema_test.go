// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"lizenzlotse/policy/profile"
)

func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(profile.Schema(catalogue, func(path string) string { return "what " + path + " is for" }))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("urn:policy", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("urn:policy")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func valid(t *testing.T, s *jsonschema.Schema, text []byte) error {
	t.Helper()
	data, err := yaml.YAMLToJSON(text)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(v)
}

func TestSchemaAdmitsTheBuiltinProfiles(t *testing.T) {
	s := compiled(t)
	files, err := filepath.Glob("builtin/*.yml")
	if err != nil || len(files) == 0 {
		t.Fatal("no built-in profiles", err)
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := valid(t, s, data); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestSchemaRefusesWhatTheReaderRefuses(t *testing.T) {
	s := compiled(t)
	for _, text := range []string{
		"nme: x\n",
		"date: yesterday\n",
		"use: fun\n",
		"rules: {LIZ-999: must}\n",
		"rules: {LIZ-001: always}\n",
		"rules: {LIZ-001: {reason: none}}\n",
		"rules: {LIZ-001: {weight: must, criterion: {kind: A}}}\n",
		"exclude: [{reason: none}]\n",
		"own: {main: perhaps}\n",
		"licences: {MIT: {reason: none}}\n",
		"sbom: [bsi-0]\n",
		"extends: dortmund\n",
		"[]\n",
	} {
		if _, err := profile.Load([]string{"f.yml"}, files{"f.yml": text}.open, catalogue); err == nil {
			t.Errorf("the reader takes %q", text)
		}
		if valid(t, s, []byte(text)) == nil {
			t.Errorf("the schema admits %q", text)
		}
	}
}

func TestSchemaSaysWhatFieldsAreFor(t *testing.T) {
	data, err := json.Marshal(profile.Schema(catalogue, func(path string) string { return "what " + path + " is for" }))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"what rules is for", "what own.paths is for", "what exclude.reason is for", "what licences.*.class is for"} {
		if strings.Count(string(data), `"`+want+`"`) != 1 {
			t.Errorf("%q stands %d times in the schema", want, strings.Count(string(data), `"`+want+`"`))
		}
	}
}
