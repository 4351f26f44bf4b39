// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package redaction

import (
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// none stands where a digest was and a digest has to stand.
var none = strings.Repeat("0", 64)

// copied makes the copy. Every text of the model goes through it: what a field holds that is added to the model one day
// is looked at too, whatever its type is called.
func (r *redactor) copied(a *assessment.Assessment) *assessment.Assessment {
	c := &copier{redactor: r, files: map[string]bool{}, places: map[string]bool{}}
	for i := range a.Inventory.Documents {
		c.places[a.Inventory.Documents[i].ID] = true
	}
	for i := range a.Inventory.Files {
		f := &a.Inventory.Files[i]
		c.places[f.Path] = true
		if r.confidential[f.Component] > 0 {
			c.files[f.Path] = true
		}
	}
	for _, t := range a.Inventory.Texts {
		if to := r.text(t.Text); to != t.Text {
			sum := sha256.Sum256([]byte(to))
			r.sums[t.SHA256] = hex.EncodeToString(sum[:])
		}
	}
	to := c.value(reflect.ValueOf(a)).Interface().(*assessment.Assessment)
	to.Inventory.Texts = slices.DeleteFunc(to.Inventory.Texts, func(t inventory.Text) bool { return t.SHA256 == "" })
	return to
}

type copier struct {
	*redactor
	files  map[string]bool // paths of confidential components' files
	places map[string]bool // paths of all files and documents
	ours   bool            // rules, sources and law are told here, in our words or in those of a policy
}

var expression = reflect.TypeFor[spdx.Expression]()

func (c *copier) value(v reflect.Value) reflect.Value {
	to := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return v
		}
		to.Set(reflect.New(v.Type().Elem()))
		to.Elem().Set(c.value(v.Elem()))
	case reflect.Interface:
		if v.IsNil() {
			return v
		}
		if v.Type() == expression {
			to.Set(reflect.ValueOf(c.expression(v.Interface().(spdx.Expression))))
			return to
		}
		to.Set(c.value(v.Elem()))
	case reflect.Slice:
		if v.IsNil() {
			return v
		}
		to.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			to.Index(i).Set(c.value(v.Index(i)))
		}
	case reflect.Array:
		for i := range v.Len() {
			to.Index(i).Set(c.value(v.Index(i)))
		}
	case reflect.Map:
		if v.IsNil() {
			return v
		}
		to.Set(reflect.MakeMapWithSize(v.Type(), v.Len()))
		for _, k := range v.MapKeys() {
			to.SetMapIndex(c.value(k), c.value(v.MapIndex(k)))
		}
	case reflect.Struct:
		return c.structure(v)
	case reflect.String:
		to.SetString(c.word(v.Type(), v.String()))
	default:
		return v
	}
	return to
}

// structure copies the fields, and takes out what the type makes confidential.
func (c *copier) structure(v reflect.Value) reflect.Value {
	outer, told := c.inside, c.ours
	c.inside, c.ours = c.inside || c.about(v), c.ours || slices.Contains(documentation, v.Type())
	to := reflect.New(v.Type()).Elem()
	for i := range v.NumField() {
		to.Field(i).Set(c.field(v.Type(), v.Type().Field(i).Name, v.Field(i)))
	}
	c.strip(v, to)
	c.inside, c.ours = outer, told
	return to
}

// field copies one field: a few are read by more than the words that stand there.
func (c *copier) field(owner reflect.Type, name string, v reflect.Value) reflect.Value {
	if owner == reflect.TypeFor[inventory.File]() && name == "Roles" {
		to := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			to.Index(i).Set(c.field(owner, "Role", v.Index(i)))
		}
		return to
	}
	if v.Kind() != reflect.String || v.String() == "" {
		return c.value(v)
	}
	s := v.String()
	to := reflect.New(v.Type()).Elem()
	switch {
	case owner == reflect.TypeFor[inventory.Message]() && name == "Key", owner == reflect.TypeFor[inventory.Issue]() && name == "Code":
		if !c.words.Known(s) && !c.words.Known("issue."+s) {
			s = c.text(s)
		}
	case name == "License", owner == reflect.TypeFor[inventory.Text]() && name == "Detected":
		s = c.license(s)
	case name == "Schema" && s == inventory.Schema:
	case slices.Contains(closed[owner.Name()+"."+name], s):
	case c.ours && c.own.texts[s]:
	case owner == reflect.TypeFor[inventory.License]() && name == "Raw":
		s = c.raw(s)
	default:
		return c.value(v)
	}
	to.SetString(s)
	return to
}

// about reports whether a value is about a confidential component or one of its files.
func (c *copier) about(v reflect.Value) bool {
	switch x := v.Interface().(type) {
	case inventory.Component:
		return c.confidential[x.ID] > 0
	case inventory.File:
		return c.within(x.Path, c.files)
	case inventory.Evidence:
		return c.within(x.Path, c.files)
	case inventory.Issue:
		return c.within(x.Path, c.files)
	case assessment.Result:
		return c.confidential[x.Component] > 0 || c.within(x.File, c.files)
	case inventory.Relation:
		return c.confidential[x.From]+c.confidential[x.To] > 0
	case assessment.Question: // perhaps about others too: whose licence the words are, nobody tells
		return slices.ContainsFunc(x.Components, func(id string) bool { return c.confidential[id] > 0 })
	case assessment.Decision:
		return slices.ContainsFunc(append(slices.Clone(x.Components), x.Component), func(id string) bool { return c.secret(id) })
	}
	return false
}

// secret reports whether an ID, with or without version, is that of a confidential component.
func (c *copier) secret(id string) bool {
	return id != "" && (c.confidential[id] > 0 || c.versionless[id])
}

// strip empties what tells of a confidential component beside its name, and every digest.
func (c *copier) strip(from, to reflect.Value) {
	switch x := to.Addr().Interface().(type) {
	case *inventory.Component:
		x.Hashes = nil
		if n := c.confidential[from.Interface().(inventory.Component).ID]; n > 0 {
			c.component(x, n)
		}
	case *inventory.File:
		x.SHA1, x.SHA256 = "", ""
		if c.inside {
			x.Size, x.Copyrights = 0, nil
		}
	case *inventory.Evidence:
		if c.tells(x.Quote) {
			x.Line, x.Byte = inventory.LineRange{}, inventory.ByteRange{}
		}
		if c.inside {
			x.Line, x.Byte, x.Quote, x.Detector = inventory.LineRange{}, inventory.ByteRange{}, "", ""
			if path := from.Interface().(inventory.Evidence).Path; c.exact[path] == "" && !c.places[path] {
				x.Path = c.words.Blank
			}
		}
	case *inventory.Copyright:
		if x.Path != "" && c.within(from.Interface().(inventory.Copyright).Path, c.files) {
			x.Holder, x.Line = c.words.Blank, 0
		}
	case *inventory.Subject:
		if x.SHA256 = ""; c.confidential[from.Interface().(inventory.Subject).Main] > 0 {
			x.Version = ""
		}
	case *inventory.Input:
		x.SHA256 = ""
	case *inventory.Document:
		x.SHA256, x.Namespace = "", "" // whoever has the document knows it by either
		for i := range x.Authors {
			x.Authors[i] = inventory.Party{Kind: x.Authors[i].Kind, Name: c.blanked(x.Authors[i].Name)}
		}
	case *inventory.Declaration:
		x.SHA256, x.Bidder, x.Name = none, c.blanked(x.Bidder), c.blanked(x.Name)
	case *inventory.Entry:
		x.Hashes = nil
	case *inventory.Artifact:
		x.Hashes = nil
	case *inventory.Text:
		sum := from.Interface().(inventory.Text).SHA256
		x.SHA256 = c.sum(sum, x.SHA256)
		if c.texts[sum] {
			*x = inventory.Text{} // it goes
		}
	case *inventory.Claim:
		x.Text = c.sum(from.Interface().(inventory.Claim).Text, x.Text)
		if c.inside {
			x.Ref, x.Terms, x.Text = "", nil, ""
		}
	case *inventory.License:
		if c.inside {
			x.Raw = spdx.Text(x.Expression)
			if x.State == inventory.Unparsed {
				x.Raw = c.words.Blank
			}
		}
	case *inventory.Message:
		c.args(x.Args)
	case *inventory.Issue:
		c.args(x.Args)
	case *assessment.DecidedFile:
		x.SHA256 = none
	case *assessment.Decision:
		for i := range x.Signed {
			x.Signed[i].Name = c.blanked(x.Signed[i].Name)
		}
		x.Owner = c.blanked(x.Owner)
		if c.inside {
			x.Text = c.words.Blank
		}
	case *assessment.Assessment:
		x.Bidder = c.blanked(x.Bidder)
	case *assessment.Baseline:
		x.SHA256 = none
	}
}

// sum is the digest of a text in the copy; what is none is a text like any other, and stands there copied already.
func (c *copier) sum(s, copied string) string {
	if to, ok := c.sums[s]; ok {
		return to
	}
	return copied
}

// blanked is a name that is taken out wherever it stands in this place; one with a number has become that already.
func (c *copier) blanked(s string) string {
	if s == "" || c.marks[s] {
		return s
	}
	return c.words.Blank
}

// component leaves of a confidential component what it is under and how it is used.
func (c *copier) component(x *inventory.Component, n int) {
	label := c.words.Component(n)
	x.Name, x.PURL, x.Version, x.Supplier = label, "", "", ""
	x.Copyrights, x.Distribution, x.Publiccode, x.Evidence = nil, inventory.Distribution{}, nil, nil
	if !slices.Contains(types, x.Type) {
		x.Type = ""
	}
	for i := range x.Instances {
		p := &x.Instances[i]
		p.Ref, p.Line, p.Entry = "", 0, nil
	}
}

// types of components, as CycloneDX names them.
var types = []string{"application", "framework", "library", "container", "platform", "operating-system", "device", "device-driver", "firmware", "file",
	"machine-learning-model", "data", "cryptographic-asset"}
