// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package verification holds a saved result against what it was made from: the input, the policy, the procedure, the
// decisions, the program and its data, and against what comes out if the same is done again.
//
// It fails closed: what is not at hand is unchecked and never fits. What it cannot notice is a result in which
// everything was exchanged together, the input with it; the SHA-256 of the result, kept elsewhere, tells that.
package verification

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// Given is what a result is held against. Nil and empty fields are not at hand.
type Given struct {
	Name, SHA256 string // of the file that the result was read from
	Saved        *assessment.Assessment
	Date         string // RFC 3339 full-date: the day for which lapsed decisions are told
	// Rewritten says that the file holds anything else than what the program writes of Saved: more, something twice, or
	// written otherwise. What is read of it is compared; what is not read is not.
	Rewritten bool

	Inputs *inventory.Inventory // of the inputs, scanned now
	// Policy names the policy that was loaded for the comparison, by hand or, of built-in ones, by the result.
	Policy *assessment.Policy
	// Procedure is the file that was handed over.
	Procedure *assessment.Procedure
	// Decisions are those of the files that were handed over; nil where none was.
	Decisions []assessment.Decision
	// Again is Saved judged again by the policy; nil where the policy is not at hand or another.
	Again *assessment.Assessment
	// Tools are the program and its data of today.
	Tools []inventory.Tool
}

// Compare makes the verification.
func Compare(g *Given) *assessment.Verification {
	a := g.Saved
	v := &assessment.Verification{Schema: assessment.VerificationSchema, Date: g.Date, Result: assessment.VerifiedResult{
		Name: g.Name, SHA256: g.SHA256, Subject: a.Inventory.Title()}}
	if a.Judged() {
		v.Result.Policy, v.Result.Date, v.Result.Verdict = a.Policy.Name, a.Date, &a.Verdict
	}
	c := &comparison{g, v}
	c.inputs()
	c.leftOut()
	if a.Judged() {
		c.policy()
		c.procedure()
		c.decisions()
	} else {
		c.add(assessment.CheckPolicy, assessment.CheckNote, message("verify.scan-only"))
	}
	c.program()
	if c.Rewritten {
		c.add(assessment.CheckResult, assessment.CheckUnchecked, message("verify.rewritten"))
	}
	c.findings()
	if a.Judged() {
		c.judgement()
	}
	v.Fits = assessment.CheckFits
	for _, s := range []assessment.CheckState{assessment.CheckUnchecked, assessment.CheckDiffers} {
		if v.Any(s) {
			v.Fits = s
		}
	}
	return v
}

type comparison struct {
	*Given
	v *assessment.Verification
}

func (c *comparison) add(g assessment.CheckGroup, s assessment.CheckState, m inventory.Message, details ...inventory.Message) {
	c.v.Checks = append(c.v.Checks, assessment.Check{Group: g, State: s, Message: m, Details: details})
}

// same adds a check that fits where nothing differs: its message is the key with "fits" or "differs".
func (c *comparison) same(g assessment.CheckGroup, key string, args inventory.Args, details []inventory.Message) {
	state := assessment.CheckFits
	if len(details) > 0 {
		state = assessment.CheckDiffers
	}
	c.add(g, state, inventory.Message{Key: key + string(state), Args: args}, details...)
}

func message(key string, pairs ...string) inventory.Message {
	return inventory.NewMessage(key, pairs...)
}

func (c *comparison) policy() {
	const group = assessment.CheckPolicy
	saved, is := &c.Saved.Policy, c.Policy
	args := inventory.Args{"name": saved.Name, "version": saved.Version, "sha256": saved.SHA256, "origin": saved.Origin}
	if is == nil {
		c.add(group, assessment.CheckUnchecked, inventory.Message{Key: "verify.policy.unchecked", Args: args})
	} else {
		var details []inventory.Message
		if is.SHA256 != saved.SHA256 {
			details = append(details, was("verify.field.text", saved.SHA256, is.SHA256))
		}
		if is.Name != saved.Name {
			details = append(details, was("verify.field.name", saved.Name, is.Name))
		}
		if is.Version != saved.Version {
			details = append(details, was("verify.field.version", saved.Version, is.Version))
		}
		c.same(group, "verify.policy.", args, details)
		if is.Origin != saved.Origin {
			c.add(group, assessment.CheckNote, message("verify.policy.renamed", "was", saved.Origin, "is", is.Origin))
		}
	}
	switch {
	case saved.FrozenSHA256 == "":
	case saved.Changed():
		c.add(group, assessment.CheckDiffers, message("verify.frozen.differs", "date", saved.FrozenOn),
			was("verify.field.text", saved.FrozenSHA256, saved.SHA256))
	default:
		c.add(group, assessment.CheckFits, message("verify.frozen.fits", "date", saved.FrozenOn))
	}
	if saved.FromInput {
		c.add(group, assessment.CheckNote, message("verify.policy.from-input"))
	}
}

func was(key, was, is string) inventory.Message { return message(key, "was", was, "is", is) }

func (c *comparison) procedure() {
	const group = assessment.CheckProcedure
	saved, is := c.Saved.Procedure, c.Procedure
	switch {
	case saved == nil && is == nil:
		c.add(group, assessment.CheckFits, message("verify.procedure.none"))
	case saved == nil:
		c.add(group, assessment.CheckDiffers, message("verify.procedure.added", "origin", is.Origin))
	case is == nil:
		c.add(group, assessment.CheckUnchecked, message("verify.procedure.unchecked", "origin", saved.Origin, "sha256", saved.SHA256))
	default:
		var details []inventory.Message
		if saved.SHA256 != is.SHA256 {
			details = append(details, was("verify.field.text", saved.SHA256, is.SHA256))
		}
		c.same(group, "verify.procedure.", inventory.Args{"origin": saved.Origin, "sha256": saved.SHA256}, details)
	}
}

func (c *comparison) program() {
	const group = assessment.CheckProgram
	now := map[string]string{}
	for _, t := range c.Tools {
		now[t.Name] = t.Version
	}
	tools := func(key string, list []inventory.Tool) {
		if len(list) == 0 {
			c.add(group, assessment.CheckUnchecked, message(key+"unchecked"))
		}
		for _, t := range list {
			is, known := now[t.Name]
			switch {
			case !known:
				c.add(group, assessment.CheckNote, message(key+"unknown", "tool", t.Name, "was", t.Version))
			case is != t.Version:
				c.add(group, assessment.CheckNote, message(key+"other", "tool", t.Name, "was", t.Version, "is", is))
			default:
				c.add(group, assessment.CheckFits, message(key+"fits", "tool", t.Name, "was", t.Version))
			}
		}
	}
	tools("verify.scanned.", c.Saved.Inventory.Tools)
	if c.Saved.Judged() {
		tools("verify.judged.", c.Saved.Tools)
	}
}

// differing gives the names of the fields in which two values differ, as their JSON has them.
func differing(a, b any) []string {
	// What the model holds can be written, and is an object.
	was, _ := json.Marshal(a)
	is, _ := json.Marshal(b)
	if bytes.Equal(was, is) {
		return nil
	}
	x, y := fields(was), fields(is)
	var names []string
	for name := range x {
		if string(x[name]) != string(y[name]) {
			names = append(names, name)
		}
	}
	for name := range y {
		if _, known := x[name]; !known {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

func fields(data []byte) map[string]json.RawMessage {
	var m map[string]json.RawMessage
	_ = json.Unmarshal(data, &m)
	return m
}

// A pairing tells what differs between two lists of things that have a key.
type pairing[T any] struct {
	key func(*T) string
	// differ tells of two things with the same key what differs; nothing where they are alike.
	differ func(was, is *T) []inventory.Message
	gone   func(*T) inventory.Message
	came   func(*T) inventory.Message
}

func (p pairing[T]) compare(was, is []T) []inventory.Message {
	type told struct {
		key string
		inventory.Message
	}
	var list []told
	now := make(map[string]*T, len(is))
	coming := p.keys(is)
	for i, k := range coming {
		now[k] = &is[i]
	}
	seen := make(map[string]bool, len(was))
	for i, k := range p.keys(was) {
		seen[k] = true
		if n := now[k]; n == nil {
			list = append(list, told{k, p.gone(&was[i])})
		} else {
			for _, m := range p.differ(&was[i], n) {
				list = append(list, told{k, m})
			}
		}
	}
	for i, k := range coming {
		if !seen[k] {
			list = append(list, told{k, p.came(&is[i])})
		}
	}
	slices.SortStableFunc(list, func(a, b told) int { return cmp.Compare(a.key, b.key) })
	var messages []inventory.Message
	for _, t := range list {
		messages = append(messages, t.Message)
	}
	return messages
}

// keys gives each a key of its own: what stands there twice, by whoever's hand, is two.
func (p pairing[T]) keys(list []T) []string {
	times := make(map[string]int, len(list))
	keys := make([]string, len(list))
	for i := range list {
		k := p.key(&list[i])
		keys[i] = k
		if times[k]++; times[k] > 1 {
			keys[i] += "\x00" + number(times[k])
		}
	}
	return keys
}

func joined(names []string) string { return strings.Join(names, ", ") }
