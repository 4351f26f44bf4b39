// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package profile_test

import (
	"strings"
	"testing"
	"time"

	"lizenzlotse/policy/profile"
	"lizenzlotse/policy/yamlfile"
)

func TestWrongPoliciesAreRefused(t *testing.T) {
	const published = "published: {document: L, number: '1', date: 2026-01-01}"
	for _, tt := range []struct{ name, text, want string }{
		{"misspelt key", "name: x\nruels: {}", "f.yml:2:1: file.key key=ruels | file.hint.meant meant=rules"},
		{"foreign key", "zzz: 1", "f.yml:1:1: file.key key=zzz | file.hint.values values=custom, date, decides, dependencies, examiners, exclude, extends, frozen, ground, house, language, licences, name, outbound, own, rules, sbom, sources, stage, title, use, version"},
		{"inner key", "own:\n  pahts: [a]", "f.yml:2:3: file.key key=pahts | file.hint.meant meant=paths"},
		{"unknown rule", "rules:\n  LIZ-0O1: must", "f.yml:2:3: file.key key=LIZ-0O1 | file.hint.meant meant=LIZ-001"},
		{"unknown weight", "rules:\n  LIZ-001: muss", "f.yml:2:12: file.value field=weight value=muss | file.hint.meant meant=must"},
		{"weight missing", "rules:\n  LIZ-001: {reason: x}", "f.yml:2:3: file.missing field=weight"},
		{"off without reason", "rules:\n  LIZ-001: off", "f.yml:2:3: profile.off.reason rule=LIZ-001"},
		{"criterion without publication", "rules:\n  LIZ-001:\n    weight: must\n    criterion: {kind: A}",
			"f.yml:4:5: profile.criterion.published rule=LIZ-001 | profile.hint.published"},
		{"publication without number", "rules:\n  LIZ-001:\n    weight: must\n    criterion: {kind: A, published: {document: L, date: 2026-01-01}}",
			"f.yml:4:26: file.missing field=number"},
		{"B without scale", "rules:\n  LIZ-001:\n    weight: ask\n    criterion: {kind: B, " + published + "}",
			"f.yml:4:5: profile.criterion.scale rule=LIZ-001 | profile.hint.scale"},
		{"A with scale", "rules:\n  LIZ-001:\n    weight: ask\n    criterion: {kind: A, " + published + ", scale: [x]}",
			"f.yml:4:5: profile.criterion.no-scale rule=LIZ-001"},
		{"kind of criterion", "rules:\n  LIZ-001:\n    weight: ask\n    criterion: {kind: C, " + published + "}",
			"f.yml:4:23: file.value field=kind value=C | file.hint.meant meant=A"},
		{"a licence under its old and its new name", "licences:\n  GPL-2.0: {class: proprietary, reason: x}\n  GPL-2.0-only: {class: permissive, reason: x}",
			"f.yml:3:3: file.duplicate key=GPL-2.0-only"},
		{"exclusion without reason", "exclude:\n  - path: a", "f.yml:2:5: profile.exclude.reason path=a"},
		{"exclusion without path", "exclude:\n  - reason: a", "f.yml:2:5: file.missing field=path"},
		{"absolute pattern", "exclude:\n  - {path: /etc, reason: x}", "f.yml:2:12: file.pattern value=/etc"},
		{"pattern outwards", "own: {paths: [a/../b]}", "f.yml:1:15: file.pattern value=a/../b"},
		{"use", "use: intern", "f.yml:1:6: file.value field=use value=intern | file.hint.meant meant=internal"},
		{"list wanted", "exclude: x", "f.yml:1:10: file.want.list field=exclude"},
		{"mapping wanted", "rules: [a]", "f.yml:1:8: file.want.mapping field=rules"},
		{"text wanted", "version: [a]", "f.yml:1:10: file.want.text field=version"},
		{"truth wanted", "own: {main: ja}", "f.yml:1:13: file.want.bool field=main"},
		{"nothing given", "version:", "f.yml:1:10: file.missing field=version"},
		{"date", "date: 1.2.2026", "f.yml:1:7: file.date field=date value=1.2.2026"},
		{"address", "sources: [{title: x, url: 'javascript:alert(1)'}]", "f.yml:1:27: file.address value=javascript:alert(1)"},
		{"source without title", "sources: [{date: '2026'}]", "f.yml:1:12: file.missing field=title"},
		{"name", "name: a/b", "f.yml:1:7: profile.name value=a/b"},
		{"licence", "licences: {GPL 3: {class: permissive, reason: x}}", "f.yml:1:12: profile.licence value=GPL 3"},
		{"licence expression", "licences: {LicenseRef-a OR LicenseRef-b: {class: permissive, reason: x}}", "f.yml:1:12: profile.licence value=LicenseRef-a OR LicenseRef-b"},
		{"licence class", "licences: {LicenseRef-a: {class: permisive, reason: x}}", "f.yml:1:34: file.value field=class value=permisive | file.hint.meant meant=permissive"},
		{"licence without reason", "licences: {LicenseRef-a: {class: permissive}}", "f.yml:1:12: profile.licence.reason licence=LicenseRef-a"},
		{"exclusion of everything", "exclude:\n  - {path: '**', reason: x}", "f.yml:2:6: profile.exclude.everything path=** | profile.hint.exclude"},
		{"exclusion of everything, otherwise", "exclude:\n  - {path: '?*/**', reason: x}", "f.yml:2:6: profile.exclude.everything path=?*/** | profile.hint.exclude"},
		{"no licence", "house: [EUPL-1.3]", "f.yml:1:9: profile.entry value=EUPL-1.3 | file.hint.meant meant=EUPL-1.0"},
		{"licence by a name", "dependencies: {preferred: [Apache 2.0]}", "f.yml:1:28: profile.entry value=Apache 2.0 | file.hint.meant meant=Apache-2.0"},
		{"no licence at all", "dependencies: {preferred: [whatever you like]}", "f.yml:1:28: profile.entry value=whatever you like | profile.hint.entry"},
		{"choice in a list", "dependencies: {preferred: [LicenseRef-a OR LicenseRef-b]}", "f.yml:1:28: profile.entry value=LicenseRef-a OR LicenseRef-b | profile.hint.entry"},
		{"class misspelt", "dependencies: {avoided: ['class:copyleft-stong']}", "f.yml:1:26: profile.entry value=class:copyleft-stong | file.hint.meant meant=class:copyleft-strong"},
		{"house by class", "house: ['class:permissive']", "f.yml:1:9: profile.house.class value=class:permissive"},
		{"house twice", "house: [gpl, GPL]", "f.yml:1:14: file.duplicate key=GPL"},
		{"list", "dependencies: {prefered: [MIT]}", "f.yml:1:16: file.key key=prefered | file.hint.meant meant=preferred"},
		{"twice in a list", "dependencies: {preferred: [MIT, mit]}", "f.yml:1:33: file.duplicate key=MIT"},
		{"in two lists", "dependencies:\n  preferred: [GPL-2.0-only]\n  avoided: [GPL-2.0]",
			"f.yml:3:13: profile.dependency.twice entry=GPL-2.0 list=avoided origin=f.yml:2 other=preferred | profile.hint.dependency"},
		{"outbound", "outbound: GLP-3.0-only", "f.yml:1:11: profile.expression field=outbound value=GLP-3.0-only | file.hint.meant meant=GPL-3.0-only"},
		{"anchor", "name: &a x", "f.yml:1:7: file.notation"},
		{"alias", "exclude: &a [{path: a, reason: b}]\nsources: *a", "f.yml:1:10: file.notation"},
		{"merge key", "own: {<<: {main: true}}", "f.yml:1:7: file.notation"},
		{"tag", "name: !!str x", "f.yml:1:7: file.notation"},
		{"two documents", "name: a\n---\nname: b", "f.yml:3:1: file.several"},
		{"empty", "# nothing\n", "f.yml: file.empty"},
		{"no text", "name: \xff", "f.yml:1:1: file.encoding | file.hint.encoding"},
		{"nesting", "rules: " + strings.Repeat("[", 100), "f.yml:1:1: file.nesting limit=32 line=4096"},
		{"long line", "name: " + strings.Repeat("x", 5000), "f.yml:1:1: file.nesting limit=32 line=4096"},
		{"big", strings.Repeat("#\n", yamlfile.MaxFile), "f.yml: file.too-large limit=1048576"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := profile.Load([]string{"f.yml"}, files{"f.yml": tt.text}.open, catalogue)
			if got := withHint(err); got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
	for name, text := range map[string]string{"syntax": "name: [a", "twice": "name: a\nname: b"} {
		_, err := profile.Load([]string{"f.yml"}, files{"f.yml": text}.open, catalogue)
		if got := withHint(err); !strings.HasPrefix(got, "f.yml:") || !strings.Contains(got, "file.syntax") {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func FuzzLoad(f *testing.F) {
	f.Add(full)
	f.Add("rules: {LIZ-001: must}")
	f.Add("house: [GPL, MIT]\noutbound: EUPL-1.2\ndependencies: {preferred: [BSD, 'class:permissive'], avoided: [GPL, GPL-2.0-only WITH Classpath-exception-2.0]}")
	f.Add("a: &x [*x]\n<<: *x")
	f.Add("- - - ? : |\n >-")
	f.Fuzz(func(t *testing.T, text string) {
		start := time.Now()
		defer func() {
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("%d bytes took %v", len(text), d)
			}
		}()
		p, err := profile.Load([]string{"f.yml"}, files{"f.yml": text}.open, catalogue)
		if err != nil {
			if withHint(err) == "no *inventory.Error" {
				t.Fatalf("error of type %T", err)
			}
			return
		}
		again, err := profile.Load([]string{"g.yml"}, files{"g.yml": show(t, p)}.open, catalogue)
		if err != nil {
			t.Fatalf("what Show prints is refused: %v\n%s", err, show(t, p))
		}
		if again.SHA256() != p.SHA256() && p.Name != "f" {
			t.Fatalf("loaded again it is another policy\n%s\n%s", show(t, p), show(t, again))
		}
		p.Lint()
	})
}
