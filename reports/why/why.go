// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package why writes how components got into what was examined: as text for people, as JSON for programs.
package why

import (
	"bufio"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
)

// Schema names the format of the JSON.
const Schema = "lizenzlotse-why/1"

// An Answer says of each component asked for why it is in.
type Answer struct {
	Schema     string   `json:"schema"`
	Components []Reason `json:"components"`

	inventory *inventory.Inventory // what has their names
}

// A Reason is why a component is in.
type Reason struct {
	ID     string                 `json:"id"`
	Scope  inventory.Scope        `json:"scope,omitempty"`
	Stated []Place                `json:"stated"` // where it is named, or lies
	Total  int                    `json:"total"`  // how many paths there are
	Paths  [][]inventory.Relation `json:"paths"`  // the shortest, each from what nothing else needs down to the component
}

// A Place is where a component is named, or the folder that it lies in.
type Place struct {
	Path string `json:"path"`
	Line int    `json:"line,omitempty"` // from 1; 0 where it is not known
}

// Limits of what one component shows.
const (
	maxPaths  = 100
	maxPlaces = 20
	maxText   = 200 // characters of a name
)

// Of answers for the components with these IDs.
func Of(v *inventory.Inventory, ids []string) *Answer {
	a := &Answer{Schema: Schema, Components: []Reason{}, inventory: v}
	for _, id := range ids {
		r := Reason{ID: id, Stated: []Place{}, Paths: [][]inventory.Relation{}}
		if c := v.Component(id); c != nil {
			r.Scope = c.Scope
			for _, i := range c.Instances[:min(len(c.Instances), maxPlaces)] {
				p := Place{Path: i.Path, Line: i.Line}
				if i.Document != "" {
					p.Path = i.Document
				}
				r.Stated = append(r.Stated, p)
			}
		}
		paths, total := v.Paths(id, maxPaths)
		r.Paths, r.Total = append(r.Paths, paths...), total
		a.Components = append(a.Components, r)
	}
	return a
}

// WriteJSON writes the answer; reports/schema has its schema.
func WriteJSON(w io.Writer, a *Answer) error {
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		return err
	}
	return b.Flush()
}

// WriteText writes each component with a path a line: "shop 1.0 > web 2.1 > db 1.5 (test)". The scope stands behind what is needed
// otherwise than at run time.
func WriteText(w io.Writer, a *Answer, lang string) error {
	v := a.inventory
	l := i18n.For(lang)
	b := bufio.NewWriter(w)
	line := func(parts ...string) { b.WriteString(i18n.InLog(strings.Join(parts, "")) + "\n") }
	name := func(id string) string {
		if id == "" {
			return clean(v.Subject.Name)
		}
		c := v.Component(id)
		if c == nil || c.Name == "" {
			return clean(id)
		}
		return clean(strings.TrimSpace(c.Name + " " + c.Version))
	}
	for i, r := range a.Components {
		if i > 0 {
			b.WriteString("\n")
		}
		line(clean(r.ID))
		for _, p := range r.Stated {
			at := clean(p.Path)
			if p.Line > 0 {
				at += ":" + strconv.Itoa(p.Line)
			}
			line("  ", l.T("why.stated", "place", at))
		}
		if r.Total == 0 {
			line("  ", l.T("why.nothing"))
		}
		for _, path := range r.Paths {
			text := name(path[0].From)
			for _, step := range path {
				text += " > " + name(step.To)
				if how := kind(l, step); how != "" {
					text += " (" + how + ")"
				}
			}
			line("  ", text)
		}
		if more := r.Total - len(r.Paths); more > 0 {
			line("  … ", l.T("report.more", "n", strconv.Itoa(more)))
		}
	}
	return b.Flush()
}

// kind says how a step uses what it leads to, where it is not simply needed at run time.
func kind(l i18n.Lang, r inventory.Relation) string {
	var how []string
	if r.Kind != inventory.DependsOn {
		how = append(how, l.Word("relation", string(r.Kind)))
	}
	if r.Scope != "" && r.Scope != inventory.Runtime {
		how = append(how, l.Word("scope", string(r.Scope)))
	}
	if r.Unclear {
		how = append(how, l.T("why.unclear"))
	}
	return strings.Join(how, ", ")
}

func clean(s string) string { return i18n.Visible(i18n.CutMiddle(s, maxText)) }
