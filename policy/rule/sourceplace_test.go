// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package rule_test

import (
	"testing"

	"lizenzlotse/policy/rule"
	"lizenzlotse/scanner/inventory"
)

func TestPlacesOfSource(t *testing.T) {
	for place, want := range map[string]string{
		"https://git.example.org/stadt/portal.git":           "rule.eig-003.not-visited",
		"git+ssh://git@git.example.org/stadt/portal":         "rule.eig-003.not-visited",
		"git@git.example.org:stadt/portal.git":               "rule.eig-003.not-visited",
		"git@git.example.org:/stadt/portal.git":              "rule.eig-003.not-visited",
		"git.example.org:stadt/portal.git":                   "rule.eig-003.not-visited",
		"scm:git:git@git.example.org:stadt/portal.git":       "rule.eig-003.not-visited",
		"scm:git|https://git.example.org/stadt/portal":       "rule.eig-003.not-visited",
		"scm:svn:https://svn.example.org/portal":             "rule.eig-003.not-visited",
		"scm:cvs:pserver:anonym@cvs.example.org:/portal":     "rule.eig-003.not-visited",
		"git.example.org/stadt/portal":                       "rule.eig-003.not-visited",
		"github:stadt/portal":                                "rule.eig-003.not-visited",
		"stadt/portal":                                       "rule.eig-003.not-visited",
		"gist:11081aaa281":                                   "rule.eig-003.not-visited",
		"swh:1:dir:d198bc9d7a6bcf6db04f476d29314f157507d505": "rule.eig-003.not-visited",

		"auf Anfrage":           "rule.eig-003.unclear",
		"siehe Vertrag, Anlage": "rule.eig-003.unclear",
		"intern":                "rule.eig-003.unclear",
		"n/a":                   "rule.eig-003.unclear",
		"N/A":                   "rule.eig-003.unclear",
		"k.A.":                  "rule.eig-003.unclear",
		"1/2":                   "rule.eig-003.unclear",
		"v1.2":                  "rule.eig-003.unclear",
		"Anlage1.pdf":           "rule.eig-003.unclear",
		"../lib":                "rule.eig-003.unclear",
		"./src":                 "rule.eig-003.unclear",
		"/srv/git/portal.git":   "rule.eig-003.unclear",
		"C:\\portal":            "rule.eig-003.unclear",
		"https://":              "rule.eig-003.unclear",
	} {
		c := &inventory.Component{ID: "x"}
		c.Distribution.Source = place
		outcomes := rule.ByID("EIG-003").Check(&rule.Case{Component: c})
		if len(outcomes) != 1 || outcomes[0].Message.Key != want {
			t.Errorf("%s: %v, want %s", place, outcomes, want)
		}
	}
}
