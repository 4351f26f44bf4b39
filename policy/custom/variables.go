// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package custom

import "reflect"

// Variables are what an expression may ask for. Words are those of the saved result; "" and empty lists are what is not known.
type Variables struct {
	Component Component
	License   License   // "licence": the one at hand, where the expression asks for it
	Licenses  []License // "licences": all that stand in the judged licence, each once
	Subject   Subject
	Use       string
	Stage     string
	Outbound  string // the wished outbound licence
}

// A Component is what is judged.
type Component struct {
	ID        string   `cel:"id"`
	Name      string   `cel:"name"`
	Version   string   `cel:"version"`
	Supplier  string   `cel:"supplier"`
	PURL      string   `cel:"purl"`
	Own       bool     `cel:"own"` // own code in the sense of the policy
	Role      string   `cel:"role"`
	Scope     string   `cel:"scope"`
	Modified  string   `cel:"modified"`
	License   string   `cel:"licence"`  // the judged licence, an expression
	Declared  []string `cel:"declared"` // expressions, as stated
	Detected  []string `cel:"detected"` // expressions, as found in files
	Terms     []string `cel:"terms"`    // commercial terms that are stated
	Paths     []string `cel:"paths"`
	Relations []string `cel:"relations"` // how it is used: "links-static", "depends-on"
	Source    string   `cel:"source"`    // address of its source
}

// A License is a licence, or a licence with its exception.
type License struct {
	ID         string `cel:"id"`
	Name       string `cel:"name"`
	Class      string `cel:"class"`
	Kind       string `cel:"kind"`
	OSI        bool   `cel:"osi"`
	OpenCode   string `cel:"opencode"`
	Copyleft   bool   `cel:"copyleft"`
	Reach      string `cel:"reach"`
	Linking    string `cel:"linking"`
	Network    bool   `cel:"network"` // making available over a network sets off its copyleft
	Notice     string `cel:"notice"`
	SourceDuty bool   `cel:"source"`
	Contested  bool   `cel:"contested"`
	Deprecated bool   `cel:"deprecated"`
	Known      bool   `cel:"known"` // there are facts about it; without them the other fields are empty
}

// A Field is something an expression may ask for.
type Field struct {
	Name string // "use", "component.own"
	Type string // as CEL calls it: "string", "bool", "list(string)"
}

// Fields lists what an expression may ask for. The elements of licences are like licence.
func Fields() []Field {
	list := []Field{{"use", "string"}, {"stage", "string"}, {"outbound", "string"}, {"licences", "list(licence)"}}
	for _, of := range []struct {
		name string
		t    reflect.Type
	}{{"component", reflect.TypeFor[Component]()}, {"licence", reflect.TypeFor[License]()}, {"subject", reflect.TypeFor[Subject]()}} {
		for i := range of.t.NumField() {
			f := of.t.Field(i)
			kind := f.Type.Kind().String()
			if f.Type.Kind() == reflect.Slice {
				kind = "list(" + f.Type.Elem().Kind().String() + ")"
			}
			list = append(list, Field{of.name + "." + f.Tag.Get("cel"), kind})
		}
	}
	return list
}

// A Subject is what was examined.
type Subject struct {
	Name    string `cel:"name"`
	Version string `cel:"version"`
	Kind    string `cel:"kind"`
}
