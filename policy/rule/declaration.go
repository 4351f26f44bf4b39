// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule

import (
	"path"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/scanner/inventory"
)

// proof tells what is to be seen of a file that a declaration names.
type proof int

const (
	proofUnnamed proof = iota
	proofAbsent        // named, and not in the input
	proofThere
)

// declarations puts every declaration's answer to a topic before find. What a bidder declares is its word and stays it:
// nothing of it is taken for more. Blank is what the message missing asks for. What an examination that was ended early
// did not come to may be there all the same.
func declarations(a *assessment.Assessment, excluded func(path string) bool, topic inventory.Topic, missing string,
	find func(*inventory.Answer, proof) Finding) []Outcome {
	var list []Outcome
	var files map[string]bool
	interrupted := a.Inventory.Interrupted() != nil
	for i := range a.Inventory.Declarations {
		d := &a.Inventory.Declarations[i]
		x := d.Answer(topic)
		if x == nil || excluded(d.ID) {
			continue
		}
		if files == nil {
			files = baseNames(a.Inventory)
		}
		add := func(about string, f Finding, line int) {
			list = append(list, Outcome{Finding: f, File: d.ID, About: about,
				Evidence: []inventory.Evidence{{Path: d.ID, Line: inventory.LineRange{First: line, Last: line}}}})
		}
		if p := proven(files, x.Proof); p == proofAbsent && interrupted {
			add("answer", Interrupted().Finding, x.Line)
		} else {
			add("answer", find(x, p), x.Line)
		}
		if d.Name == "" || d.Date == "" {
			add("unsigned", unknown(assessment.Bidder, "rule.declaration.unsigned", "declaration", d.ID), x.Line)
		}
		if p := a.Procedure; p != nil && p.Number != "" && d.Procedure != "" && !strings.EqualFold(p.Number, d.Procedure) {
			add("procedure", unknown(assessment.Bidder, "rule.declaration.procedure",
				"declaration", d.ID, "number", d.Procedure, "want", p.Number), x.Line)
		}
	}
	if len(list) == 0 && interrupted {
		return []Outcome{Interrupted()}
	}
	if len(list) == 0 {
		return []Outcome{{Finding: unknown(assessment.Bidder, missing)}}
	}
	return list
}

// proven looks for a file by the name that a declaration gives it, wherever in the input it lies.
func proven(files map[string]bool, name string) proof {
	switch {
	case name == "":
		return proofUnnamed
	case files[baseName(name)]:
		return proofThere
	}
	return proofAbsent
}

func baseNames(inv *inventory.Inventory) map[string]bool {
	names := make(map[string]bool, len(inv.Files))
	for i := range inv.Files {
		names[baseName(inv.Files[i].Path)] = true
	}
	return names
}

// baseName is a file's name without its folders, as people of either kind of system write them.
func baseName(name string) string {
	return strings.ToLower(path.Base(strings.ReplaceAll(name, `\`, "/")))
}
