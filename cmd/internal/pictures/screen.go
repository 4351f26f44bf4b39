// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"fmt"
	"html"
	"strings"
)

// In CSS pixels. The font is set so that a line has room for all columns.
const (
	lineHeight   = 21
	padding      = 24
	screenWidth  = 960
	screenHeader = `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>terminal</title><style>
body { margin: 0; background: #171a26; color: #e9ebf3; }
pre { margin: 0; padding: 24px; font: 15px/21px "DejaVu Sans Mono", "Liberation Mono", Consolas, monospace; white-space: pre; }
.b { font-weight: 700; } .d { color: #a3a9bd; }
.red { color: #ff9d97; } .green { color: #7fd6a4; } .yellow { color: #f5c26b; } .blue { color: #86b6f2; } .cyan { color: #7fd3dc; }
</style><pre>`
)

func screenHeight(lines int) int { return lines*lineHeight + 2*padding }

// styles are the colours and weights that the program writes (reports/text), by their SGR number (ECMA-48, 8.3.117).
var styles = map[string]string{"1": "b", "2": "d", "31": "red", "32": "green", "33": "yellow", "34": "blue", "36": "cyan"}

// screen makes an HTML page of what was written to a terminal. A sequence that the program does not write is an error.
func screen(text string) (string, error) {
	var b strings.Builder
	b.WriteString(screenHeader)
	open := false
	closeSpan := func() {
		if open {
			b.WriteString("</span>")
		}
		open = false
	}
	parts := strings.Split(text, "\x1b")
	b.WriteString(html.EscapeString(parts[0]))
	for _, part := range parts[1:] {
		sequence, rest, ok := strings.Cut(part, "m")
		numbers, begun := strings.CutPrefix(sequence, "[")
		if !ok || !begun {
			return "", fmt.Errorf("the program does not write the sequence %.20q", part)
		}
		closeSpan()
		if numbers != "0" {
			var classes []string
			for number := range strings.SplitSeq(numbers, ";") {
				class, known := styles[number]
				if !known {
					return "", fmt.Errorf("the program does not write the colour %.20q", numbers)
				}
				classes = append(classes, class)
			}
			b.WriteString(`<span class="` + strings.Join(classes, " ") + `">`)
			open = true
		}
		b.WriteString(html.EscapeString(rest))
	}
	closeSpan()
	b.WriteString("</pre></html>\n")
	return b.String(), nil
}
