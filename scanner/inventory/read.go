// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

// ErrRedacted is the error of [Read] where the result is a copy with passages blacked out: what is left of it would be
// judged as something else than what was examined.
var ErrRedacted = errors.New("redacted copy")

// Read takes the inventory from a saved result; what stands there under "assessment" is left
// aside. It refuses a result of another schema, so that a later version is never half understood,
// words that the model does not have, which would pass for nothing, and anything behind the result.
func Read(r io.Reader) (*Inventory, error) {
	var saved struct {
		*Inventory
		Redacted json.RawMessage `json:"redacted"`
	}
	v := new(Inventory)
	saved.Inventory = v
	d := json.NewDecoder(r)
	if err := d.Decode(&saved); err != nil {
		return nil, err
	}
	if len(saved.Redacted) > 0 && string(saved.Redacted) != "null" {
		return nil, ErrRedacted
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, errors.New("data behind the result")
	}
	return v, v.Valid()
}

// Valid reports what makes an inventory that somebody else wrote unfit to be judged; nil if nothing does.
func (v *Inventory) Valid() error {
	if v.Schema != Schema {
		return fmt.Errorf("schema %q, want %q", v.Schema, Schema)
	}
	check := words{}
	check.word("subject.kind", string(v.Subject.Kind), "", string(KindFile), string(KindTree), string(KindArchive), string(KindSBOM), string(KindBundle))
	for _, i := range v.Issues {
		check.word("issues.effect", string(i.Effect), string(Unread), string(Repaired), string(Note))
	}
	for _, d := range v.Declarations {
		for _, a := range d.Answers {
			check.word("declarations.answers.topic", string(a.Topic), string(TopicOpenChain), string(TopicAccessibility), string(TopicOwnCode), string(TopicContract), string(TopicComponents))
			check.word("declarations.answers.says", string(a.Says), "", string(SaysYes), string(SaysEquivalent), string(SaysNo))
		}
	}
	for _, c := range v.Components {
		check.word("components.role", string(c.Role), "", string(Own), string(ThirdParty))
		check.word("components.scope", string(c.Scope), "", string(Runtime), string(Build), string(Dev), string(Test), string(Optional))
		check.word("components.modified", string(c.Modified), "", string(Yes), string(No))
		for _, l := range c.Claims {
			check.word("claims.kind", string(l.Kind), string(Declared), string(Detected), string(Concluded))
			check.word("claims.license.state", string(l.License.State), "", string(None), string(NoAssertion), string(Unparsed), string(Known))
		}
	}
	for _, f := range v.Files {
		for _, x := range f.Findings {
			check.word("findings.kind", string(x.Kind), string(FoundText), string(FoundHeader), string(FoundTag), string(FoundNotice), string(FoundReference), string(FoundManifest), string(FoundAnnotation))
			check.word("findings.confidence", string(x.Confidence), string(High), string(Medium), string(Low))
		}
	}
	for _, r := range v.Relations {
		check.word("relations.kind", string(r.Kind), string(Contains), string(Incorporates), string(LinksStatic), string(LinksDynamic),
			string(UsesSeparately), string(BuildsWith), string(TestsWith), string(DependsOn))
	}
	return check.err
}

// words keeps the first word that is none of those a field may have.
type words struct{ err error }

func (w *words) word(field, value string, allowed ...string) {
	if w.err == nil && !slices.Contains(allowed, value) {
		w.err = fmt.Errorf("%s is %q", field, value)
	}
}
