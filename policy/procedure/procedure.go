// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

// Package procedure reads procedure files: in which procurement, or in place of one, something is judged. What a file
// says stands for every call that names it, so that nobody has to repeat it; a flag still decides otherwise, and the
// result says so. A procedure is never looked for: it is named, and never taken from what is examined.
package procedure

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/yamlfile"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A Procedure is what a procedure file says. Zero values: it does not say.
type Procedure struct {
	assessment.Procedure
	// Policy are names of built-in policies, and paths of others, from where the procedure file was named from.
	Policy    []string
	Use       assessment.Use
	Stage     assessment.Stage
	Outbound  string // an SPDX expression
	Delivered string // RFC 3339 full-date
	Frozen    *Frozen

	where map[string]string // the places of fields, for complaints
}

// Frozen says which policy was frozen, and when.
type Frozen struct {
	On     string // RFC 3339 full-date
	SHA256 string // of the resolved policy
}

// Load reads a procedure file, which open opens. The error is an *[inventory.Error] that names file, line and column.
func Load(file string, open func(path string) ([]byte, error)) (*Procedure, error) {
	data, err := open(file)
	if err != nil {
		key := "procedure.unreadable"
		if errors.Is(err, fs.ErrNotExist) {
			key = "procedure.not-found"
		}
		return nil, &inventory.Error{Message: inventory.NewMessage(key), Where: file, Cause: err}
	}
	r := yamlfile.New(file, filepath.Base(file))
	root := r.Tree(data)
	if r.Err() != nil {
		return nil, r.Err()
	}
	p := read(r, root)
	if r.Err() != nil {
		return nil, r.Err()
	}
	sum := sha256.Sum256(data)
	p.Origin, p.SHA256 = filepath.Base(file), hex.EncodeToString(sum[:])
	for i, name := range p.Policy {
		if yamlfile.IsFile(name) && !filepath.IsAbs(name) {
			p.Policy[i] = filepath.Join(filepath.Dir(file), filepath.FromSlash(name))
		}
	}
	return p, nil
}

// Schema gives the JSON Schema of a procedure file, see [yamlfile.Schema].
func Schema(describe func(path string) string) map[string]any {
	return yamlfile.Schema(func(r *yamlfile.Reader, root ast.Node) { read(r, root) }, describe)
}

type pair = yamlfile.Pair

var (
	uses = []string{string(assessment.UseInternal), string(assessment.UseDistribution),
		string(assessment.UseService), string(assessment.UsePublication)}
	stages = []string{string(assessment.StageBid), string(assessment.StageSuitability),
		string(assessment.StagePerformance), string(assessment.StageAcceptance), string(assessment.StageOwnDuty)}
)

func regimes() []string {
	var list []string
	for _, r := range assessment.Regimes() {
		list = append(list, string(r))
	}
	return list
}

func read(r *yamlfile.Reader, root ast.Node) *Procedure {
	p := &Procedure{where: map[string]string{}}
	at := map[string]ast.Node{}
	set := func(read func(pair)) func(pair) {
		return func(x pair) {
			at[x.Name], p.where[x.Name] = x.Value, r.Where(x.Value)
			read(x)
		}
	}
	r.Fields(root, "", map[string]func(pair){
		"number":    func(x pair) { p.Number = r.Value(x) },
		"title":     func(x pair) { p.Title = r.Value(x) },
		"regime":    func(x pair) { p.Regime = assessment.Regime(r.Choice(x, regimes())) },
		"kind":      set(func(x pair) { p.Kind = r.Choice(x, assessment.ProcedureKinds()) }),
		"lot":       func(x pair) { p.Lot = lot(r.Value(x)) },
		"stage":     set(func(x pair) { p.Stage = assessment.Stage(r.Choice(x, stages)) }),
		"use":       func(x pair) { p.Use = assessment.Use(r.Choice(x, uses)) },
		"outbound":  func(x pair) { p.Outbound = outbound(r, x) },
		"delivered": set(func(x pair) { p.Delivered = r.Date(x) }),
		"opened":    set(func(x pair) { p.Opened = r.Date(x) }),
		"contract":  func(x pair) { p.Contract = contract(r, x) },
		"policy":    func(x pair) { p.Policy = policies(r, x) },
		"frozen":    func(x pair) { p.Frozen = frozen(r, x) },
	})
	r.Require(root, "regime", string(p.Regime))
	if kinds := p.Regime.Kinds(); p.Kind != "" && p.Regime != "" && !slices.Contains(kinds, p.Kind) {
		r.Fail(at["kind"], inventory.NewMessage("procedure.kind", "kind", p.Kind, "regime", string(p.Regime)),
			inventory.NewMessage("file.hint.values", "values", strings.Join(kinds, ", ")))
	}
	if p.Regime == assessment.RegimeOutside && p.Opened != "" {
		r.Fail(at["opened"], inventory.NewMessage("procedure.opened.outside"), inventory.NewMessage("hint.procedure.opened.outside"))
	}
	return p
}

// lot is the number or name alone: reports put the word before it.
func lot(s string) string {
	for _, word := range []string{"Los ", "Lot "} {
		if rest, ok := strings.CutPrefix(s, word); ok && strings.TrimSpace(rest) != "" {
			return strings.TrimSpace(rest)
		}
	}
	return s
}

func outbound(r *yamlfile.Reader, x pair) string {
	s := r.Value(x)
	if r.Err() != nil || s == "" {
		return ""
	}
	e, err := spdx.Parse(s)
	if err != nil {
		r.Fail(x.Value, inventory.NewMessage("procedure.outbound", "value", s), inventory.NewMessage("hint.procedure.outbound"))
		return ""
	}
	return e.String()
}

func contract(r *yamlfile.Reader, x pair) *assessment.Contract {
	var c assessment.Contract
	r.Fields(x.Value, x.Name, map[string]func(pair){
		"template": func(x pair) { c.Template = r.Value(x) },
		"version":  func(x pair) { c.Version = r.Value(x) },
	})
	r.Require(x.Value, "template", c.Template)
	return &c
}

// policies reads a list of names; what cannot be loaded is told by who loads it.
func policies(r *yamlfile.Reader, x pair) []string {
	list := r.Texts(x)
	for i, n := range r.Items(x) {
		if i < len(list) && strings.Contains(list[i], "://") {
			r.Fail(n, inventory.NewMessage("profile.remote", "name", list[i]))
		}
	}
	return list
}

func frozen(r *yamlfile.Reader, x pair) *Frozen {
	var f Frozen
	r.Fields(x.Value, x.Name, map[string]func(pair){
		"on":     func(x pair) { f.On = r.Date(x) },
		"sha256": func(x pair) { f.SHA256 = r.Digest(x) },
	})
	r.Require(x.Value, "on", f.On)
	r.Require(x.Value, "sha256", f.SHA256)
	return &f
}

// On reports what in the procedure cannot be so on a day, RFC 3339 full-date: an *[inventory.Error], nil if nothing is.
// Stage and delivered are what is judged by; where they are not the procedure's own, it does not answer for them.
func (p *Procedure) On(day string, stage assessment.Stage, delivered string) error {
	late := stage == assessment.StagePerformance || stage == assessment.StageAcceptance
	switch {
	case late && stage == p.Stage && p.Opened > day:
		return p.fault("stage", "procedure.stage.early", "stage", string(stage), "opened", p.Opened, "date", day)
	case delivered != "" && delivered == p.Delivered && delivered > day:
		return p.fault("delivered", "procedure.delivered.later", "delivered", delivered, "date", day)
	}
	return nil
}

func (p *Procedure) fault(field, key string, args ...string) error {
	return &inventory.Error{Message: inventory.NewMessage(key, args...), Where: p.where[field], Hint: inventory.NewMessage("hint.procedure.date")}
}

// Names are those of the policies as a report may show them: without folders.
func (p *Procedure) Names() []string {
	var list []string
	for _, name := range p.Policy {
		if yamlfile.IsFile(name) {
			name = filepath.Base(name)
		}
		list = append(list, name)
	}
	return list
}
