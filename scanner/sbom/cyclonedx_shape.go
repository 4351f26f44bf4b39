// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// strayLicenses are names under which licences are found beside the field that is meant for them.
var strayLicenses = map[string]string{"license": "licenses", "licence": "licenses", "licences": "licenses"}

// cycloneDXShaper holds the repairs of CycloneDX JSON beyond mere types, one a type of the library.
func cycloneDXShaper(l *log) *shaper {
	return &shaper{
		log:     l,
		aliases: strayLicenses,
		special: map[reflect.Type]func(*shaper, any, *place) any{
			reflect.TypeFor[cdx.Licenses]():           mendLicenses,
			reflect.TypeFor[cdx.SpecVersion]():        keep, // mendSpecVersion has seen to it
			reflect.TypeFor[cdx.ToolsChoice]():        mendTools,
			reflect.TypeFor[cdx.DataClassification](): mendClassification,
			reflect.TypeFor[cdx.AsserterChoice]():     mendAsserter,
			reflect.TypeFor[cdx.AttachedText]():       mendText,

			reflect.TypeFor[cdx.OrganizationalEntity]():  bare[cdx.OrganizationalEntity]("name"),
			reflect.TypeFor[cdx.OrganizationalContact](): bare[cdx.OrganizationalContact]("name"),
			reflect.TypeFor[cdx.Tool]():                  bare[cdx.Tool]("name"), //lint:ignore SA1019 older documents hold them
			reflect.TypeFor[cdx.Lifecycle]():             bare[cdx.Lifecycle]("phase"),
			reflect.TypeFor[cdx.Copyright]():             bare[cdx.Copyright]("text"),
			reflect.TypeFor[cdx.SWID]():                  bare[cdx.SWID]("tagId"),
			reflect.TypeFor[cdx.Licensing]():             mendLicensing,
			reflect.TypeFor[cdx.BOMReference]():          mendBOMReference,
			reflect.TypeFor[[]cdx.Dependency]():          mendDependencies,
			reflect.TypeFor[[]cdx.Property]():            keyed[[]cdx.Property]("name", "value"),
			reflect.TypeFor[[]cdx.Hash]():                keyed[[]cdx.Hash]("alg", "content"),
		},
	}
}

func keep(_ *shaper, v any, _ *place) any { return v }

// mendLicenses makes a list of licence choices out of whatever stands under "licenses". It drops
// nothing that could name a licence.
func mendLicenses(s *shaper, v any, at *place) any {
	entries, ok := v.([]any)
	if !ok {
		if v == nil {
			return nil
		}
		s.log.repair("sbom-repaired-license", at, v)
		entries = []any{v}
	}
	choices := []any{}
	for i, e := range entries {
		choices = append(choices, mendChoice(s, e, at.element(i))...)
	}
	return s.shapeList(choices, reflect.TypeFor[cdx.Licenses](), at)
}

// mendChoice makes choices of one entry; several where a field holds a list of licences.
func mendChoice(s *shaper, v any, at *place) []any {
	switch v := v.(type) {
	case nil:
		s.log.repair("sbom-repaired-null", at, nil)
		return nil
	case []any:
		s.log.repair("sbom-repaired-license", at, v)
		var choices []any
		for i, x := range v {
			choices = append(choices, mendChoice(s, x, at.element(i))...)
		}
		return choices
	case map[string]any:
		return mendChoiceObject(s, v, at)
	default:
		s.log.repair("sbom-repaired-license", at, v)
		return []any{namedLicense(v)}
	}
}

// licenseFields of an entry show that it is the licence itself, without the "license" around it.
var licenseFields = []string{"id", "name", "url", "text", "licenseId"}

func mendChoiceObject(s *shaper, choice map[string]any, at *place) []any {
	license, hasLicense := choice["license"]
	expression, hasExpression := choice["expression"]
	var choices []any
	for _, name := range slices.Sorted(maps.Keys(choice)) {
		if name != "license" && isStrayField(name) {
			choices = append(choices, mendChoice(s, choice[name], at.field(name))...)
			delete(choice, name)
		}
	}
	if len(choices) > 0 {
		s.log.repair("sbom-repaired-license", at, choice)
		if hasLicense || hasExpression {
			choices = append(choices, mendChoiceObject(s, choice, at)...)
		}
		return choices
	}
	if !hasLicense && !hasExpression {
		for _, f := range licenseFields {
			if choice[f] != nil {
				s.log.repair("sbom-repaired-license", at, choice)
				return mendChoiceObject(s, map[string]any{"license": choice}, at)
			}
		}
		s.saysNothing(choice, at)
		return nil
	}
	beside := map[string]any{}
	for _, f := range licenseFields {
		if v := choice[f]; v != nil {
			beside[f] = v
			delete(choice, f)
		}
	}
	if len(beside) > 0 {
		s.log.repair("sbom-repaired-license", at, choice)
		choices = append(choices, mendChoiceObject(s, map[string]any{"license": beside}, at)...)
	}
	if hasLicense {
		for _, l := range mendLicense(s, license, at.field("license")) {
			choices = append(choices, map[string]any{"license": l})
		}
	}
	switch e := expression.(type) {
	case nil:
	case string:
		delete(choice, "license")
		choices = append(choices, choice)
	case []any:
		s.log.repair("sbom-repaired-license", at.field("expression"), e)
		for _, x := range e {
			choices = append(choices, map[string]any{"expression": x})
		}
	default:
		s.log.repair("sbom-repaired-license", at.field("expression"), e)
		choices = append(choices, namedLicense(e))
	}
	return choices
}

// mendLicense makes licence objects of what stands under "license".
func mendLicense(s *shaper, v any, at *place) []map[string]any {
	switch v := v.(type) {
	case nil:
		return nil
	case map[string]any:
		if id, ok := v["licenseId"]; ok && v["id"] == nil {
			s.log.repair("sbom-repaired-field-name", at.field("licenseId"), "licenseId")
			v["id"] = id
			delete(v, "licenseId")
		}
		if e, ok := v["expression"]; ok && v["id"] == nil && v["name"] == nil {
			s.log.repair("sbom-repaired-license", at.field("expression"), e)
			v["name"] = e
			delete(v, "expression")
		}
		var others []map[string]any // that it names beside its own
		for _, name := range []string{"expression", "license", "licenseId"} {
			x := v[name]
			delete(v, name)
			if x == nil || x == v["id"] {
				continue
			}
			s.log.repair("sbom-repaired-license", at.field(name), x)
			others = append(others, mendLicense(s, x, at.field(name))...)
		}
		if len(others) > 0 {
			if says(v) {
				others = append(mendLicense(s, v, at), others...)
			}
			return others
		}
		if !says(v) {
			s.saysNothing(v, at)
			return nil
		}
		for _, name := range []string{"id", "name"} {
			several, ok := v[name].([]any)
			if !ok {
				continue
			}
			s.log.repair("sbom-repaired-license", at.field(name), several)
			var all []map[string]any
			for _, x := range several {
				all = append(all, mendLicense(s, x, at.field(name))...)
			}
			delete(v, name)
			if says(v) {
				all = append(all, mendLicense(s, v, at)...)
			}
			return all
		}
		return []map[string]any{v}
	case []any:
		s.log.repair("sbom-repaired-license", at, v)
		var all []map[string]any
		for i, x := range v {
			all = append(all, mendLicense(s, x, at.element(i))...)
		}
		return all
	default:
		if at.name == "license" {
			s.log.repair("sbom-repaired-license", at, v)
		}
		return []map[string]any{{"name": v}}
	}
}

// says reports whether a licence object has any field that tells which licence it is.
func says(license map[string]any) bool {
	for _, f := range licenseFields {
		if v := license[f]; v != nil && v != "" {
			return true
		}
	}
	return false
}

// quietFields of a licence object say nothing of which licence it is.
var quietFields = map[string]bool{"acknowledgement": true, "bom-ref": true, "properties": true}

// saysNothing notes an entry in which no licence was found: an empty one is none, any other may be one.
func (s *shaper) saysNothing(v map[string]any, at *place) {
	for name, x := range v {
		if x != nil && x != "" && !quietFields[name] {
			s.log.lose("sbom-left-out", at, v)
			return
		}
	}
	s.log.repair("sbom-repaired-null", at, v)
}

// mendText takes a text that stands without an object around it.
func mendText(s *shaper, v any, at *place) any {
	return bare[cdx.AttachedText]("content")(s, v, at)
}

// mendLicensing leaves out who bought from whom under which order: that is nobody's business here, and
// must not be quoted as something that was mended.
func mendLicensing(s *shaper, v any, at *place) any {
	if object, ok := v.(map[string]any); ok {
		for _, name := range []string{"licensor", "licensee", "purchaser", "purchaseOrder", "altIds"} {
			delete(object, name)
		}
	}
	if v == nil {
		return nil
	}
	return s.shapeObject(v, reflect.TypeFor[cdx.Licensing](), at)
}

// bare takes the text that stands where an object should, as the field that says most.
func bare[T any](field string) func(*shaper, any, *place) any {
	return func(s *shaper, v any, at *place) any {
		if v == nil {
			return nil
		}
		text, ok := v.(string)
		if one, isList := v.([]any); isList && len(one) == 1 {
			text, ok = one[0].(string)
		}
		if ok {
			s.log.repair("sbom-repaired-value", at, v)
			return map[string]any{field: text}
		}
		return s.shapeObject(v, reflect.TypeFor[T](), at)
	}
}

// keyed takes an object whose fields are what should be a list of names with values.
func keyed[T any](name, value string) func(*shaper, any, *place) any {
	return func(s *shaper, v any, at *place) any {
		if v == nil {
			return nil
		}
		if object, ok := v.(map[string]any); ok && object[name] == nil && object[value] == nil {
			s.log.repair("sbom-repaired-list", at, v)
			all := []any{}
			for _, k := range slices.Sorted(maps.Keys(object)) {
				all = append(all, map[string]any{name: k, value: object[k]})
			}
			v = all
		}
		return s.shapeList(v, reflect.TypeFor[T](), at)
	}
}

// mendBOMReference takes the reference out of an object around it, as XML has it.
func mendBOMReference(s *shaper, v any, at *place) any {
	if object, ok := v.(map[string]any); ok {
		if ref, ok := object["ref"].(string); ok {
			s.log.repair("sbom-repaired-reference", at, ref)
			return ref
		}
	}
	if v == nil {
		return nil
	}
	return s.shapeString(v, at)
}

// mendDependencies takes an object of references with what they depend on, and objects for references.
func mendDependencies(s *shaper, v any, at *place) any {
	if object, ok := v.(map[string]any); ok && object["ref"] == nil {
		s.log.repair("sbom-repaired-list", at, v)
		all := []any{}
		for _, ref := range slices.Sorted(maps.Keys(object)) {
			all = append(all, map[string]any{"ref": ref, "dependsOn": object[ref]})
		}
		v = all
	}
	if v == nil {
		return nil
	}
	all, _ := v.([]any)
	for i, d := range all {
		object, _ := d.(map[string]any)
		for _, field := range []string{"dependsOn", "provides"} {
			refs, _ := object[field].([]any)
			for k, ref := range refs {
				if _, ok := ref.(map[string]any); ok {
					if plain, ok := mendBOMReference(s, ref, at.element(i).field(field).element(k)).(string); ok {
						refs[k] = plain
					}
				}
			}
		}
	}
	return s.shapeList(v, reflect.TypeFor[[]cdx.Dependency](), at)
}

func namedLicense(v any) map[string]any {
	return map[string]any{"license": map[string]any{"name": v}}
}

// mendTools leaves the two forms of metadata.tools alone and drops any other.
func mendTools(s *shaper, v any, at *place) any {
	if object, ok := v.(map[string]any); ok && object["name"] != nil {
		s.log.repair("sbom-repaired-list", at, v)
		v = []any{v}
	}
	switch v := v.(type) {
	case nil:
		return nil
	case string:
		s.log.repair("sbom-repaired-list", at, v)
		return mendTools(s, []any{v}, at)
	case []any:
		//lint:ignore SA1019 the form that CycloneDX deprecated is what older documents hold
		return s.shape(v, reflect.TypeFor[[]cdx.Tool](), at)
	case map[string]any:
		return s.shapeObject(v, reflect.TypeFor[struct {
			Components []cdx.Component `json:"components"`
			Services   []cdx.Service   `json:"services"`
		}](), at)
	}
	s.log.leaveOut(at, v)
	return dropped
}

// mendClassification takes the plain name that the specification's own examples have.
func mendClassification(s *shaper, v any, at *place) any {
	if name, ok := v.(string); ok {
		s.log.repair("sbom-repaired-value", at, v)
		v = map[string]any{"classification": name}
	}
	return s.shapeObject(v, reflect.TypeFor[cdx.DataClassification](), at)
}

// mendAsserter takes the plain reference that the specification's own examples have.
func mendAsserter(s *shaper, v any, at *place) any {
	if ref, ok := v.(string); ok {
		s.log.repair("sbom-repaired-value", at, v)
		return map[string]any{"ref": strings.TrimSpace(ref)}
	}
	return s.tryOpaque(v, reflect.TypeFor[cdx.AsserterChoice](), at)
}
