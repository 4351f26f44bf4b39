// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestScreen(t *testing.T) {
	for in, want := range map[string]string{
		"plain <b> & so":                        "plain &lt;b&gt; &amp; so",
		"\x1b[33;1m? review\x1b[0m done":        `<span class="yellow b">? review</span> done`,
		"\x1b[2mover\nlines\x1b[0m":             "<span class=\"d\">over\nlines</span>",
		"\x1b[31mred\x1b[32mgreen":              `<span class="red">red</span><span class="green">green</span>`,
		"\x1b[36mMIT\x1b[0m\x1b[34m≈\x1b[0m ok": `<span class="cyan">MIT</span><span class="blue">≈</span> ok`,
	} {
		got, err := screen(in)
		if err != nil || !strings.Contains(got, "<pre>"+want+"</pre>") {
			t.Errorf("%q: %v\n%s", in, err, got)
		}
	}
	for _, in := range []string{"\x1b[2Jx", "\x1b]0;title\x07m", "\x1b[38;5;1mx", "\x1b", "\x1b[1"} {
		if _, err := screen(in); err == nil {
			t.Errorf("%q is taken for a colour", in)
		}
	}
}

func TestReduce(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 100, 10))
	for i := range 1000 {
		c := color.RGBA{255, 255, 255, 255}
		if i < 400 { // more than a palette holds, each once
			c = color.RGBA{uint8(i), uint8(i >> 8), 7, 255}
		}
		img.Set(i%100, i/100, c)
	}
	small := reduce(img)
	if len(small.Palette) != maxColors || small.Palette[0] != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("%d colours, the first is %v", len(small.Palette), small.Palette[0])
	}
	path := filepath.Join(t.TempDir(), "p.png")
	if err := write(path, img); err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if back, err := png.Decode(f); err != nil || back.Bounds() != img.Bounds() || back.At(0, 5) != (color.RGBA{255, 255, 255, 255}) {
		t.Errorf("%v, %v", err, back)
	}
}
