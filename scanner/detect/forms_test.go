// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/rogpeppe/go-internal/txtar"

	"lizenzlotse/scanner/detect"
)

// lines puts something around every line of a text.
func lines(before, after string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		for line := range strings.Lines(s) {
			b.WriteString(strings.TrimRight(before+strings.TrimSuffix(line, "\n")+after, " ") + "\n")
		}
		return b.String()
	}
}

// paragraphs puts something around every paragraph of a text, and joins them.
func paragraphs(around func(i int, s string) string, between string) func(string) string {
	return func(s string) string {
		list := strings.Split(strings.TrimSpace(s), "\n\n")
		for i := range list {
			list[i] = around(i, list[i])
		}
		return strings.Join(list, between) + "\n"
	}
}

// hyphened breaks lines within words.
func hyphened(before string) func(string) string {
	return func(s string) string {
		var b strings.Builder
		column := 0
		for _, word := range strings.Fields(s) {
			if column > 50 && len(word) > 7 && !strings.ContainsAny(word, "-/.,;:()'\"") {
				b.WriteString(word[:4] + "-\n" + before + word[4:] + " ")
				column = len(word)
				continue
			}
			b.WriteString(word + " ")
			column += len(word) + 1
		}
		return before + b.String() + "\n"
	}
}

// wide writes every unit of UTF-16 as two bytes.
func wide(order binary.AppendByteOrder, mark bool) func(string) string {
	return func(s string) string {
		var b []byte
		if mark {
			b = order.AppendUint16(b, 0xFEFF)
		}
		for _, u := range utf16.Encode([]rune(s)) {
			b = order.AppendUint16(b, u)
		}
		return string(b)
	}
}

// changed lets every n-th word be what another one makes of it.
func changed(n int, how func(string) string) func(string) string {
	return func(s string) string {
		words := strings.Fields(s)
		for i := n; i < len(words); i += n {
			words[i] = how(words[i])
		}
		return strings.Join(words, " ") + "\n"
	}
}

func replace(pairs ...string) func(string) string { return strings.NewReplacer(pairs...).Replace }

func html(s string) string {
	s = replace("&", "&amp;", "<", "&lt;", ">", "&gt;", "\"", "&quot;", "(c)", "&copy;")(s)
	return "<html><body>\n" + paragraphs(func(_ int, s string) string { return "<p class=\"legal\">" + s + "</p>" }, "\n")(s) + "</body></html>\n"
}

// Forms are how files have the texts of licences.
var forms = []struct {
	name string
	form func(string) string
}{
	{"plain", func(s string) string { return s }},
	{"c", func(s string) string { return "/*\n" + lines(" * ", "")(s) + " */\n" }},
	{"box", func(s string) string { return "/*****\n" + lines(" * ", "   *")(s) + "*****/\n" }},
	{"c++", lines("// ", "")},
	{"hash", lines("# ", "")},
	{"bang", lines("! ", "")},
	{"percent", lines("% ", "")},
	{"semicolons", lines(";; ", "")},
	{"dashes", lines("-- ", "")},
	{"vim", lines("\" ", "")},
	{"apostrophe", lines("' ", "")},
	{"quoted", lines("> ", "")},
	{"table", lines("| ", " |")},
	{"m4", lines("dnl ", "")},
	{"batch", lines("REM ", "")},
	{"silent batch", lines("@rem ", "")},
	{"batch labels", lines(":: ", "")},
	{"fortran", lines("C     ", "")},
	{"small fortran", lines("c ", "")},
	{"doxygen fortran", lines("!> ", "")},
	{"cobol", lines("      *> ", "")},
	{"troff comment", lines(".\\\" ", "")},
	{"troff", func(s string) string {
		return ".TH EXAMPLE 3\n.SH COPYRIGHT\n" + paragraphs(func(_ int, s string) string { return strings.ReplaceAll(s, "Software", "\\fBSoftware\\fP") }, "\n.PP\n")(s)
	}},
	{"pascal", func(s string) string { return "(*\n" + s + "*)\n" }},
	{"haskell", func(s string) string { return "{-\n" + s + "-}\n" }},
	{"sgml", func(s string) string { return "<!--\n" + lines("  ~ ", "")(s) + "  -->\n" }},
	{"string literal", func(s string) string {
		return "const char text[] =\n" + lines("  \"", "\\n\"")(replace("\"", "\\\"")(s)) + ";\n"
	}},
	{"one string", func(s string) string { return "text = \"" + replace("\"", "\\\"", "\n", "\\n")(s) + "\"\n" }},
	{"windows string", func(s string) string { return "{\"text\": \"" + replace("\"", "\\u0022", "\n", "\\r\\n")(s) + "\"}\n" }},
	{"joined strings", lines("  + '", "\\n' +")},
	{"echo", lines("echo \"", "\"")},
	{"html", html},
	{"html lines", func(s string) string { return strings.ReplaceAll(html(s), "\n", "<br />\n&nbsp;") }},
	{"markdown", paragraphs(func(_ int, s string) string { return "**" + s + "**" }, "\n\n---\n\n")},
	{"one line", func(s string) string { return "/*! " + strings.Join(strings.Fields(s), " ") + " */var a=1;\n" }},
	{"windows lines", replace("\n", "\r\n")},
	{"old lines", replace("\n", "\r")},
	{"tabs", replace(" ", "\t")},
	{"hard blanks", replace(" ", "\u00a0")},
	{"typographic", replace("\"", "\u201d", "'", "\u2019", "(c)", "\u00a9")},
	{"latin-1", func(s string) string { return replace("(c)", "\xa9", "Jane", "J\xfcrgen")(s) }},
	{"mark", func(s string) string { return "\ufeff" + s }},
	{"utf-16 little", wide(binary.LittleEndian, true)},
	{"utf-16 big", wide(binary.BigEndian, true)},
	{"utf-16 without mark", wide(binary.LittleEndian, false)},
	{"upper case", strings.ToUpper},
	{"numbered", paragraphs(func(i int, s string) string { return fmt.Sprintf("%d. %s", i+1, s) }, "\n\n")},
	{"lettered", paragraphs(func(i int, s string) string { return fmt.Sprintf("(%c) %s", 'a'+i, s) }, "\n")},
	{"bullets", paragraphs(func(_ int, s string) string { return "\u2022 " + s }, "\n\n")},
	{"hyphens", hyphened("")},
	{"hyphens in a comment", hyphened(" * ")},
	{"rtf", func(s string) string {
		return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\\f0\\fs20 " + strings.ReplaceAll(s, "\n\n", "\\par\n\\par ") + "\\par}\n"
	}},
	{"tex", func(s string) string {
		return "\\begin{quote}\n" + strings.ReplaceAll(s, "\"", "``") + "\\end{quote}\n"
	}},
	{"narrow", func(s string) string { return strings.Join(strings.Fields(s), "\n") + "\n" }},
	{"xml data", func(s string) string { return "<license><![CDATA[" + s + "]]></license>\n" }},
	{"words missing", changed(41, func(string) string { return "" })},
	{"words twice", changed(29, func(w string) string { return w + " " + w })},
	{"words added", changed(37, func(w string) string { return "kindly " + w })},
	{"misspelt", changed(31, func(w string) string { return w[:len(w)/2] + "x" + w[len(w)/2:] })},
	{"leading code", func(s string) string { return "package example\n\nfunc f() int { return 1 }\n\n/*\n" + s + "*/\n" }},
}

// However a text is dressed, the licence is the same.
func TestForms(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/forms.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.Files {
		for _, f := range forms {
			found := map[string]bool{}
			for _, f := range detect.Scan([]byte(f.form(string(file.Data))), "example").Findings {
				found[f.Expression.String()] = true
			}
			if !found[file.Name] || len(found) != 1 {
				t.Errorf("%s as %s: %v", file.Name, f.name, found)
			}
		}
	}
}
