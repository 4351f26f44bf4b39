// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package escape_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"lizenzlotse/reports/escape"
	"lizenzlotse/reports/i18n"
)

func TestFormula(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "|x", "%x", " =1", "\t=1", "\n=1", "\u00a0=1", "\u3000=1", "＝1", "＋1", "－1", "＠x", "'=1", `"=1`} {
		if !escape.Formula(s) {
			t.Errorf("%q is no formula", s)
		}
	}
	for _, s := range []string{"", " ", "a=1", "1+1", "1.0", "pkg:npm/%40a/b", "LIZ-001", "(=1)"} {
		if escape.Formula(s) {
			t.Errorf("%q is a formula", s)
		}
	}
}

func TestCSV(t *testing.T) {
	for lang, want := range map[string]string{
		"de": "\ufeffa;\"b;c\";a,b;'=cmd()\r\n\"say \"\"x\"\"\";one · two;\\x1b[0m;\\u202ea\r\n",
		"en": "\ufeffa,b;c,\"a,b\",'=cmd()\r\n\"say \"\"x\"\"\",one · two,\\x1b[0m,\\u202ea\r\n",
	} {
		var b bytes.Buffer
		c := escape.NewCSV(&b, i18n.For(lang))
		for _, row := range [][]string{{"a", "b;c", "a,b", "=cmd()"}, {`say "x"`, "one\ntwo", "\x1b[0m", "\u202ea"}} {
			if err := c.Write(row); err != nil {
				t.Fatal(err)
			}
		}
		if err := c.Flush(); err != nil || b.String() != want {
			t.Errorf("%s: %q, %v", lang, b.String(), err)
		}
	}
	for lang, want := range map[string]string{"de": "\ufeffx,'=1+1;\"b;=1\";\" ,' \"\"=2,3\"\r\n", "en": "\ufeff\"x,=1+1\",b;'=1,\" , \"\"=2,3\"\r\n"} {
		var b bytes.Buffer
		c := escape.NewCSV(&b, i18n.For(lang))
		err := c.Write([]string{"x,=1+1", "b;=1", " , \"=2,3"})
		if err = errors.Join(err, c.Flush()); err != nil || b.String() != want {
			t.Errorf("%s: %q, %v", lang, b.String(), err)
		}
	}
	c := escape.NewCSV(failing{}, i18n.For("de"))
	if errors.Join(c.Write([]string{strings.Repeat("a", 10)}), c.Flush()) == nil {
		t.Error("a full disk goes unnoticed")
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk is full") }

func TestMarkdown(t *testing.T) {
	for in, want := range map[string]string{
		"":                       "",
		"plain, text (1)":        "plain, text (1)",
		"MIT OR GPL-2.0-only":    "MIT OR GPL-2.0-only",
		"04.05.2026":             "04.05.2026",
		"100 % (!)":              "100 % (!)",
		"# head":                 `\# head`,
		"- item":                 `\- item`,
		"+ item":                 `\+ item`,
		"1. item":                `1\. item`,
		"12) item":               `12\) item`,
		"---":                    `\---`,
		"> quote":                `\> quote`,
		"*a* _b_ ~~c~~":          `\*a\* \_b\_ \~\~c\~\~`,
		"[a](b)":                 `\[a\](b)`,
		"![a](b)":                `\!\[a\](b)`,
		"<b>&amp;":               `\<b\>\&amp;`,
		"a|b":                    `a\|b`,
		"`code`":                 "\\`code\\`",
		`\`:                      `\\`,
		"https://a.example":      `https\://a.example`,
		"www.a.example":          `www\.a.example`,
		"WWW.a.example":          `WWW\.a.example`,
		"a@b.example @everyone":  `a\@b.example \@everyone`,
		"#1 !2 %3 ~4 &5 $6":      `\#1 \!2 \%3 \~4 \&5 \$6`,
		":tada: 12:30":           `\:tada: 12:30`,
		"a\nb\u202ec\x1b":        `a\\nb\\u202ec\\x1b`,
		"pkg:npm/%40a/b@1":       `pkg:npm/\%40a/b\@1`,
		strings.Repeat(":", 1e5): strings.Repeat(":", 1e5),
	} {
		if got := escape.Markdown(in); got != want {
			t.Errorf("%.40q becomes %.60q, not %.60q", in, got, want)
		}
	}
}

func TestCode(t *testing.T) {
	for in, want := range map[string]string{
		"":           "",
		"MIT":        "`MIT`",
		" a":         "`  a `",
		"a`b":        "`` a`b ``",
		"``":         "``` `` ```",
		"a|b":        `a\x7cb`,
		"a\nb\u202e": `a\nb\u202e`,
	} {
		if !strings.HasPrefix(want, "`") && want != "" {
			want = "`" + want + "`"
		}
		if got := escape.Code(in); got != want {
			t.Errorf("%q becomes %q, not %q", in, got, want)
		}
	}
}
