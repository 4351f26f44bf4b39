// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

// A Publiccode is what a publiccode.yml says, field by field, in the order of the file: what of it the
// standard asks for is for a rule to say. Extensions of a country ("de") stand in it like everything else.
type Publiccode struct {
	Path   string            `json:"path"`
	Fields []PubliccodeField `json:"fields,omitempty"`
}

// A PubliccodeField is one field, section or entry of a list.
type PubliccodeField struct {
	// Name is the way to it as the standard writes it, entries of a list by their number from 0:
	// "legal/license", "description/de/features/0".
	Name string         `json:"name"`
	Kind PubliccodeKind `json:"kind"`
	// Value is the text on one line, cut where it is long; empty for sections and lists, and for the names,
	// addresses and numbers of the people under maintenance, which nobody needs here.
	Value string `json:"value,omitempty"`
	// Length counts the characters of a text without space round it, the entries of a list or section.
	Length int `json:"length,omitempty"`
	Line   int `json:"line"`   // from 1
	Column int `json:"column"` // from 1
}

// PubliccodeKind tells what stands in a field.
type PubliccodeKind string

// The kinds. A number is one that is not quoted; Empty is a field without a value.
const (
	PubliccodeText    PubliccodeKind = "text"
	PubliccodeNumber  PubliccodeKind = "number"
	PubliccodeTruth   PubliccodeKind = "truth" // true or false
	PubliccodeList    PubliccodeKind = "list"
	PubliccodeSection PubliccodeKind = "section"
	PubliccodeEmpty   PubliccodeKind = "empty"
	PubliccodeOther   PubliccodeKind = "other" // an alias, which is not followed, and what else YAML has
)

// Field finds a field by its name; nil if it is not there, and for a nil Publiccode.
func (p *Publiccode) Field(name string) *PubliccodeField {
	if p == nil {
		return nil
	}
	for i := range p.Fields {
		if p.Fields[i].Name == name {
			return &p.Fields[i]
		}
	}
	return nil
}
