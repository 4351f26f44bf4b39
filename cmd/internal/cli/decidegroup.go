// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"slices"
	"strconv"
	"strings"

	"lizenzlotse/policy/assessment"
	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/spdx"
)

// A wish is what is to be decided, and how, as far as flags or answers said it so far.
type wish struct {
	rule, component, license    string // which findings; "" is any
	kind                        assessment.DecisionKind
	chosen                      spdx.Expression
	ground, reason, text, owner string
	until, name, date, file     string
}

// A group is findings that are alike: one decision is about all of them.
type group struct {
	rule, license string
	message       inventory.Message
	results       []*assessment.Result
}

// groups puts together what nobody decided yet. What a policy only notes is asked for by naming its rule.
func (w *wish) groups(a *assessment.Assessment) []*group {
	rules := decidable(a)
	bound := assessment.Decision{Component: w.component}
	var all []*group
	index := map[string]*group{}
	for i := range a.Results {
		r := &a.Results[i]
		license := licenseOf(r)
		switch {
		case r.Decision != "" || !slices.Contains(rules, r.Rule) || r.Noted && w.rule == "" || r.Verdict == assessment.Satisfied && !r.Noted,
			w.rule != "" && w.rule != r.Rule, w.component != "" && !bound.Covers(r.Component), w.license != "" && w.license != license:
			continue
		}
		key := r.Rule + "\x00" + license + "\x00" + r.Message.String()
		g := index[key]
		if g == nil {
			g = &group{rule: r.Rule, license: license, message: r.Message}
			index[key] = g
			all = append(all, g)
		}
		g.results = append(g.results, r)
	}
	return all
}

// licenseOf is the licence a finding is about: an expression, or the words that are none.
func licenseOf(r *assessment.Result) string {
	if r.Expression != nil {
		return r.Expression.String()
	}
	return r.Message.Args["raw"]
}

// kindOf is the kind of decision that settles a finding.
func (g *group) kindOf() assessment.DecisionKind {
	r := rule.ByID(g.rule)
	switch {
	case g.rule == "LIZ-010":
		return assessment.Choice
	case r != nil && r.Settled(g.message):
		return assessment.Justification
	case g.results[0].Component == "":
		return assessment.Exception
	case g.rule == "LIZ-001", g.rule == "LIZ-011", strings.HasPrefix(g.message.Key, "rule.licence."):
		return assessment.Conclusion
	}
	return assessment.Exception
}

// complete says which kind the decision is of, and which flags it lacks.
func (w *wish) complete(groups []*group) (assessment.DecisionKind, []string) {
	kind := w.kind
	for _, g := range groups {
		switch k := g.kindOf(); {
		case w.kind != "":
		case kind == "":
			kind = k
		case kind != k:
			return "", []string{"--" + flagKind}
		}
	}
	var missing []string
	need := func(given bool, flag string) {
		if !given {
			missing = append(missing, "--"+flag)
		}
	}
	switch kind {
	case assessment.Conclusion, assessment.Choice:
		need(w.chosen != nil, flagChoose)
	case assessment.Justification:
		need(w.ground != "", flagGround)
	case assessment.Exception:
		need(w.reason != "", flagReason)
		need(w.owner != "", flagOwner)
		need(w.until != "", flagUntil)
	}
	need(w.text != "", flagText)
	need(w.name != "", flagName)
	return kind, missing
}

// several counts the kinds of findings that would be decided together: of a conclusion the components, since it settles
// whatever is asked of one, else the licences under each rule.
func (w *wish) several(groups []*group) int {
	kinds := map[string]bool{}
	for _, g := range groups {
		if w.kind != assessment.Conclusion {
			kinds[g.rule+"\x00"+g.license] = true
			continue
		}
		for _, r := range g.results {
			kinds[r.Component] = true
		}
	}
	if w.kind == assessment.Conclusion && len(groups) == 1 {
		return 1
	}
	return len(kinds)
}

// decisions are one for each component, bound to the files the finding is about. A choice is bound to the licence that
// offers it, so that it holds wherever that stands, unless a component is named.
func (w *wish) decisions(a *assessment.Assessment, g *group, taken map[string]bool) []assessment.Decision {
	license := bindable(g.license)
	made := assessment.Decision{Kind: w.kind, Text: w.text, Signed: []assessment.Signature{{Name: w.name, Date: w.date}}, Until: w.until}
	switch w.kind {
	case assessment.Conclusion, assessment.Choice:
		made.Concluded = w.chosen
	case assessment.Justification:
		made.Rule, made.Ground, made.Owner = g.rule, w.ground, w.owner
	case assessment.Exception:
		made.Rule, made.Ground, made.Owner = g.rule, w.reason, w.owner
	}
	if w.kind != assessment.Conclusion {
		made.License = license
	}
	if w.kind == assessment.Choice && w.component == "" && license != "" {
		made.ID = freeID(taken, g.rule, g.license, "")
		return []assessment.Decision{made}
	}
	var list []assessment.Decision
	index := map[string]int{}
	inv := a.Inventory
	components := map[string]*inventory.Component{}
	for i := range inv.Components {
		components[inv.Components[i].ID] = &inv.Components[i]
	}
	files := map[string]*inventory.File{}
	for i := range inv.Files {
		files[inv.Files[i].Path] = &inv.Files[i]
	}
	for _, r := range g.results {
		key := r.Component
		if key == "" {
			key = "\x00" + r.File
		}
		n, known := index[key]
		if !known {
			n = len(list)
			index[key] = n
			d := made
			d.Component = r.Component
			name, version := r.File, ""
			if c := components[r.Component]; c != nil {
				name, version = c.Name, c.Version
				if w.kind == assessment.Conclusion {
					d.License = bindable(c.Stated())
				}
			}
			d.ID = freeID(taken, g.rule, name, version)
			list = append(list, d)
		}
		list[n].Files = judgedFiles(inv, files, r, list[n].Files)
	}
	return list
}

// bindable leaves out what could not be written down and read again as it is.
func bindable(s string) string {
	if len(s) > 1000 || strings.Join(strings.Fields(s), " ") != s {
		return ""
	}
	return s
}

const maxBound = 20 // files of a decision

// judgedFiles adds the files of the component that a finding is about. A document that names components is none of
// them: it changes with every release, whatever becomes of the component.
func judgedFiles(inv *inventory.Inventory, files map[string]*inventory.File, r *assessment.Result, list []assessment.DecidedFile) []assessment.DecidedFile {
	add := func(path, sum string) {
		f := assessment.DecidedFile{Path: path, SHA256: sum}
		if sum != "" && len(list) < maxBound && !slices.Contains(list, f) {
			list = append(list, f)
		}
	}
	if r.Component == "" {
		if f := files[r.File]; f != nil {
			add(f.Path, f.SHA256)
			return list
		}
		for i := range inv.Documents {
			if d := &inv.Documents[i]; d.ID == r.File {
				add(d.ID, d.SHA256)
			}
		}
		return list
	}
	for _, e := range r.Evidence {
		f := files[e.Path]
		if f != nil && f.Component == r.Component && !slices.Contains(f.Roles, inventory.RoleSBOM) && !slices.Contains(f.Roles, inventory.RoleList) {
			add(f.Path, f.SHA256)
		}
	}
	return list
}

// freeID makes an ID of the rule and what it is about; where it is taken, with the version and then a number.
func freeID(taken map[string]bool, rule, name, version string) string {
	id := strings.TrimSuffix(rule+"-"+slug(name), "-")
	if v := slug(version); taken[id] && v != "" {
		id += "-" + v[:min(len(v), 20)]
	}
	free := id
	for n := 2; taken[free]; n++ {
		free = id + "-" + strconv.Itoa(n)
	}
	taken[free] = true
	return free
}

var umlauts = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss")

// slug keeps what needs no quotes in a file.
func slug(s string) string {
	const most = 60
	var b strings.Builder
	dash := true
	for _, c := range umlauts.Replace(strings.ToLower(s)) {
		switch {
		case b.Len() >= most:
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '.', c == '+':
			b.WriteRune(c)
			dash = false
		case !dash:
			b.WriteByte('-')
			dash = true
		}
	}
	return strings.Trim(b.String(), "-.")
}
