// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
	"unsafe"
)

var foldings = []struct{ name, text, want string }{
	{"zero width", "Gen\u200beral Pub\u2060lic\u200d word", "General Public word"},
	{"soft hyphen", "Ver\u00adöf\u00adfent\u00adli\u00adchung", "Veröffentlichung"},
	{"tags", "val\U000e0061ue", "value"},
	{"directions", "\u202aone\u202c two\u202e", "\u202aone two"},
	{"filler", "val\u3164ue", "value"},
	{"behind a mark", "\u00a9\ufe0f 2020 x", "\u00a9 2020 x"},
	{"full width", "\uff27\uff30\uff2c\uff0d\uff13", "GPL-3"},
	{"mathematics", "\U0001d413\U0001d421\U0001d422\U0001d42c \U0001d7d1", "This 3"},
	{"Cyrillic", "pr\u043egr\u0430m \u0410ll", "program All"},
	{"Greek", "s\u03bfftware \u039dow", "software Now"},
	{"small capitals", "\u0262eneral", "General"},
	{"look-alikes and zero width", "G\u200b\u0420\u200bL", "GPL"},
	{"zeros in a word", "Gen\x00eral Lic\x01\x02ense", "General License"},
	{"struck twice", "N\bNA\bAM\bME\bE _\ba_\bb", "NAME ab"},
}

var unfolded = []struct{ name, text string }{
	{"mark of UTF-8", "\ufeffplain"},
	{"Russian", "\u0421\u0435\u0440\u0433\u0435\u0439 \u0418\u0432\u0430\u043d\u043e\u0432, \u0441\u043e\u0440\u0430"},
	{"Russian with a Latin letter", "C\u0435\u0440\u0433\u0435\u0439"},
	{"Greek", "\u0391\u03b8\u03ae\u03bd\u03b1 \u03c4\u03bf\u03c5"},
	{"German", "Jürgen Größe „Straße“ – ©"},
	{"Japanese", "\u682a\u5f0f\u4f1a\u793e\uff08\u682a\uff09\u3001\u4f7f\u7528\uff0c\u6587"},
	{"Persian", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"},
	{"emoji", "\u2764\ufe0f \U0001f468\u200d\U0001f469"},
	{"strings that end with zeros", "license=GPL\x00author=x"},
	{"names that end with zeros", "mit\x00Foo"},
	{"escapes", "\x1b[1mbold\x1b[0m"},
}

func TestFolded(t *testing.T) {
	for _, c := range foldings {
		if got := decode([]byte(c.text)).text; got != c.want {
			t.Errorf("%s: %q, not %q", c.name, got, c.want)
		}
		// The same behind other text, in UTF-16 and beside bytes that are no UTF-8.
		long := strings.Repeat("line ü\n", 3000)
		for name, data := range map[string][]byte{"UTF-8": []byte(long + c.text), "Latin-1": []byte(long + "\xe4 " + c.text)} {
			d := decode(data)
			if !strings.HasSuffix(d.text, strings.TrimPrefix(c.want, "\u202a")) {
				t.Errorf("%s in %s: %q", c.name, name, d.text[len(long):])
			}
			last, lines := -1, 1
			for at, r := range d.text {
				if at < len(long)-20 && at%997 != 0 {
					lines += strings.Count(d.text[at:at+utf8.RuneLen(r)], "\n")
					continue
				}
				place := d.offset(at)
				if place <= last || place >= len(data) || r == '\n' && data[place] != '\n' || d.line(at) != lines {
					t.Fatalf("%s in %s: %d is at %d behind %d, line %d of %d", c.name, name, at, place, last, d.line(at), lines)
				}
				if last = place; r == '\n' {
					lines++
				}
				if r < utf8.RuneSelf && data[place] < utf8.RuneSelf && data[place] != '_' && rune(data[place]) != r {
					t.Fatalf("%s in %s: %q is %q", c.name, name, r, data[place])
				}
			}
			if d.offset(len(d.text)) != len(data) {
				t.Errorf("%s in %s: ends at %d of %d", c.name, name, d.offset(len(d.text)), len(data))
			}
		}
	}
}

// Text without a disguise is the file itself, and not copied.
func TestPlainIsNotCopied(t *testing.T) {
	same := func(name, text string) {
		data := []byte(text)
		d := decode(data)
		if d.read != nil || unsafe.StringData(d.text) != unsafe.SliceData(data) || d.text != text {
			t.Errorf("%s: %q from %q", name, d.text, text)
		}
	}
	for _, c := range unfolded {
		same(c.name, c.text)
		same(c.name, c.text+" y")
	}
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("abcXYZ 019_-.,;\t\n\r\fäöüßéñ©–„“€漢字")
	for range 2000 {
		var b strings.Builder
		for range 1 + r.IntN(60) {
			b.WriteRune(letters[r.IntN(len(letters))])
		}
		same("random", b.String())
	}
}

func TestDisguisesAreSaid(t *testing.T) {
	hidden := "plain line\nthe lic\u200bense of soft\u200bware and w\u043erds\n"
	for name, c := range map[string]struct{ text, count string }{
		"three":              {hidden, "3"},
		"behind a long text": {strings.Repeat("value\n", 10_000) + hidden, "3"},
		"two":                {"the lic\u200bense of soft\u200bware", ""},
		"soft hyphens":       {"the li\u00adcense of soft\u00adware and w\u00adords", ""},
		"full width":         {"license \uff21\uff22 \uff21\uff22 \uff21\uff22", ""},
		"no keyword":         {"o\u200bne t\u200bwo th\u200bree", ""},
	} {
		found, line := "", ""
		for _, i := range Scan([]byte(c.text), "a.c").Issues {
			if i.Code == codeDisguised {
				found, line = i.Args["count"], i.Args["line"]
			}
		}
		if found != c.count || name == "three" && line != "2" || name == "behind a long text" && line != "10002" {
			t.Errorf("%s: %q in line %q", name, found, line)
		}
	}
	want, record, ok := Record([]byte(hidden), "a.c")
	if again, restored := Restore(record, []byte(hidden), "a.c"); !ok || !restored || !same(again, want) {
		t.Errorf("what is folded is kept as %+v", again)
	}
}

// A long run of what nobody sees takes no more time than as much other text.
func TestFoldingIsLinear(t *testing.T) {
	for _, piece := range []string{"\u200b", "\u0430", "a\u0430", "\x00", "a\x00", "\u043e\u200b", "\u0436\u0430", "\b"} {
		text := "a" + strings.Repeat(piece, 200_000) + "b"
		if d := decode([]byte(text)); len(d.text) > len(text) {
			t.Errorf("%q: %d", piece, len(d.text))
		}
	}
}

// What is passed over at once is what would be passed over one by one.
func TestOddCharacters(t *testing.T) {
	slow := func(text string) int {
		for i := 0; i < len(text); {
			r, n := utf8.DecodeRuneInString(text[i:])
			if isUnseen(r) || isStrewn(r) || isWide(r) || lookalikes()[r] != 0 {
				return i
			}
			i += n
		}
		return -1
	}
	for r := range rune(utf8.MaxRune + 1) {
		if text := "ten letters and " + string(r) + "x"; nextOdd(text, 0) != slow(text) {
			t.Fatalf("%U: %d, not %d", r, nextOdd(text, 0), slow(text))
		}
	}
	random := rand.New(rand.NewPCG(3, 4))
	for range 20_000 {
		text := []byte(strings.Repeat("plain text\t~\r\n", 6)[:random.IntN(60)])
		for range min(random.IntN(4), len(text)) {
			text[random.IntN(len(text))] = byte(random.IntN(256))
		}
		if got, want := nextOdd(string(text), 0), slow(string(text)); got != want {
			t.Fatalf("%q: %d, not %d", text, got, want)
		}
		plain := 0
		for plain < len(text) && (text[plain] >= ' ' && text[plain] < 0x7F || text[plain] >= '\t' && text[plain] <= '\r') {
			plain++
		}
		if got := beyondPlain(text, 0); got != plain {
			t.Fatalf("%q: plain to %d, not %d", text, got, plain)
		}
	}
}

// Text that is copied as it stands is what is read character by character, and places lead back to the same.
func TestCopiedAsRead(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	parts := []string{"plain text of some length\n", "\u200b", "\u0440", "\uff27", "N\bN", "\x00", "ü", "漢字", "\xe4", "\xc2", "\xad", "\xe6\xbc", "\u0441\u0440", "_\ba", strings.Repeat("long line ", 500)}
	for range 3000 {
		var data []byte
		for range random.IntN(12) {
			data = append(data, parts[random.IntN(len(parts))]...)
		}
		d := decode(data)
		for d != nil && d.read != nil {
			slow := document{file: d.file, read: d.read, inner: d.inner}
			slow.decode(len(data))
			if slow.text != d.text {
				t.Fatalf("%q: %q, not %q", d.file, d.text, slow.text)
			}
			for range 5 {
				if at := random.IntN(len(d.text) + 1); d.place(at) != slow.place(at) {
					t.Fatalf("%q: %d is at %d, not %d", d.file, at, d.place(at), slow.place(at))
				}
			}
			d = d.inner
		}
	}
}
