// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cli

import (
	"strings"

	"lizenzlotse/reports/i18n"
	"lizenzlotse/scanner/inventory"
	"lizenzlotse/scanner/lookup/registries"
)

// explainLookup says who would be asked, by which settings, and what leaves the machine then. It opens no connection.
func (s *session) explainLookup(own []string) error {
	say := i18n.For(s.lang)
	p := printer{w: s.stdout}
	settings, issues := registries.Read(own)
	for _, l := range wrap(say.T("registries.what"), helpWidth) {
		p.line("%s", l)
	}
	p.line("\n%s:", say.T("registries.where"))
	for _, e := range settings.Ecosystems() {
		s.explainEcosystem(&p, say, e, issues)
	}
	for _, part := range []struct {
		title string
		keys  []string
	}{
		{"registries.sent", []string{"names", "program", "credentials", "connection", "files"}},
		{"registries.kept", []string{"inputs", "own", "cache"}},
		{"registries.forbid", []string{"off", "own", "all"}},
	} {
		p.line("\n%s:", say.T(part.title))
		for _, key := range part.keys {
			mark := "- "
			for _, l := range wrap(say.T(part.title+"."+key), helpWidth-4) {
				p.line("  %s%s", mark, l)
				mark = "  "
			}
		}
		switch part.title {
		case "registries.sent":
			for _, l := range wrap(say.T("registries.sent.inference"), helpWidth-2) {
				p.line("  %s", l)
			}
		case "registries.forbid":
			p.line("  %s", say.Message("registries.forbid.types", inventory.Args{"types": strings.Join(registries.Types(), ", ")}))
		}
	}
	return p.err
}

func (s *session) explainEcosystem(p *printer, say i18n.Lang, e registries.Ecosystem, issues []inventory.Issue) {
	p.line("\n  %s", say.Word("ecosystem", e.Type))
	rows := func(name string, list []registries.Registry) {
		for _, r := range list {
			p.line("    %-18s %s", name, i18n.Visible(r.Base))
			p.line("    %-18s %s", "", strings.Join(about(say, r), ", "))
			name = ""
		}
	}
	nobody := func(name, why, origin string) {
		if why = say.Word("lookup-why", why); origin != "" {
			why += " (" + say.Message("registries.origin", inventory.Args{"origin": origin}) + ")"
		}
		for _, l := range wrap(say.T("registries.no")+": "+why, helpWidth-23) {
			p.line("    %-18s %s", name, l)
			name = ""
		}
	}
	asked := say.T("registries.asked") + ":"
	if e.Why != "" {
		nobody(asked, e.Why, e.WhyOrigin)
	}
	rows(asked, e.Registries)
	for _, scope := range e.Scopes {
		name := say.Message("registries.scope", inventory.Args{"scope": i18n.Visible(i18n.Cut(scope.Name, 60))}) + ":"
		if len(scope.Registries) == 0 {
			nobody(name, registries.WhyPrivate, "")
		}
		rows(name, scope.Registries)
	}
	rows(say.T("registries.index")+":", e.Named)
	if len(e.Private) > 0 {
		p.line("    %-18s %s", say.T("registries.stay")+":", i18n.Visible(strings.Join(e.Private, ", ")))
		p.line("    %-18s %s", "", say.Message("registries.origin", inventory.Args{"origin": e.PrivateOrigin}))
	}
	for _, i := range issues {
		if i.Args["type"] != e.Type {
			continue
		}
		mark := "! "
		for _, l := range wrap(i18n.Visible(i.Path)+": "+say.Message("issue."+i.Code, i.Args), helpWidth-6) {
			p.line("    %s%s", mark, l)
			mark = "  "
		}
	}
}

// about says what holds for a registry besides its address.
func about(say i18n.Lang, r registries.Registry) []string {
	list := []string{say.Message("registries.origin", inventory.Args{"origin": i18n.Visible(r.Origin)})}
	if r.Authorized() {
		list = append(list, say.Message("registries.credentials", inventory.Args{"origin": i18n.Visible(r.CredentialsOrigin())}))
	}
	if r.CA != "" {
		list = append(list, say.T("registries.ca"))
	}
	if r.Limited() {
		list = append(list, say.T("registries.names"))
	}
	return list
}
