// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package sbom

import (
	"bytes"
	"errors"
	"strings"
)

// A jsonScan is what one pass over a JSON text shows of faults that the libraries stumble over or
// pass over in silence. It checks no grammar: encoding/json does.
type jsonScan struct {
	start, end int    // of the first value
	blanks     []span // comments and commas that nothing follows
	jsonCounts
	deep    int    // where the limit of depth was passed; 0 nowhere
	values  int    // elements of all lists and objects, about
	things  int    // objects in lists of those below
	version []byte // the text that stands under spdxVersion in the first object, quoted
	upper   bool   // keys begin in upper case, as the tags of SPDX do and its fields do not
	// The long lists of the first object, if their names are spelt as CycloneDX does.
	components, dependencies jsonList
	strays                   []strayKey
	faults                   []int // where in those lists something is that counts as a duplicate, a null or astray elsewhere
}

// long gives the list of the first object that is to be cut into pieces; nil for any other.
func (s *jsonScan) long(key []byte) *jsonList {
	switch string(key) {
	case `"components"`:
		return &s.components
	case `"dependencies"`:
		return &s.dependencies
	}
	return nil
}

// jsonCounts are the faults that the libraries do not tell.
type jsonCounts struct {
	duplicates int // keys that their object already has, in the eyes of encoding/json, or may have
	nulls      int // null elements of lists
	astray     int // licences that stand where CycloneDX has no such field
}

type span struct{ from, to int }

// thingLists are the lists whose objects a library keeps in large structures. Case does not
// matter to encoding/json.
var thingLists = []string{"components", "packages", "files", "services", "vulnerabilities", "snippets"}

// A container is an object or list that the scan is in.
type container struct {
	object bool
	key    bool // the next string is a key
	things bool // a list of things
	last   []byte
	keys   [][]byte
	known  map[string]bool // the same, once there are many
	comma  int             // where the last comma stood, if nothing came after it; else -1
	long   *jsonList       // if it is one
	choice bool            // it is, or stands in, a list of licences
	holder bool            // an object that is one licence of such a list
}

// scanJSON passes over text once, in linear time.
func scanJSON(text []byte) jsonScan {
	s := jsonScan{start: -1, end: len(text)}
	var stack []container
	top := func() *container {
		if len(stack) == 0 {
			return nil
		}
		return &stack[len(stack)-1]
	}
	value := func() {
		if c := top(); c != nil {
			c.comma = -1
		}
	}
	for i := 0; i < len(text); {
		b := text[i]
		switch {
		case b == '"':
			end := stringEnd(text, i)
			if c := top(); c != nil && c.object && c.key {
				c.last, c.key = text[i:end], false
				was := s.jsonCounts
				s.seen(c, c.last)
				if c.isAstray(len(stack)) {
					s.astray++
				}
				s.stray(c.last, i, len(stack))
				if len(stack) > 1 && stack[1].long != nil && was != s.jsonCounts {
					s.jsonCounts = was
					s.faults = append(s.faults, i)
				}
			} else if len(stack) == 1 && c.object && isVersion(c.last) {
				s.version = text[i:end]
			}
			value()
			i = end
		case b == '/' && i+1 < len(text) && (text[i+1] == '/' || text[i+1] == '*'):
			end := commentEnd(text, i)
			s.blanks = append(s.blanks, span{i, end})
			i = end
		case b == '{' || b == '[':
			if s.start < 0 {
				s.start = i
			}
			value()
			s.values++
			c := container{object: b == '{', key: b == '{', comma: -1}
			if outer := top(); outer != nil {
				if c.object && outer.things {
					s.things++
				}
				c.things = !c.object && isThingList(outer.last)
				c.choice = isLicensesKey(outer.last) || !outer.object && outer.choice
				c.holder = c.object && outer.object && outer.choice
				if len(stack) == 1 && outer.object && !c.object {
					if c.long = s.long(outer.last); c.long != nil {
						*c.long = jsonList{from: i + 1}
					}
				}
			}
			if n := len(stack); n < cap(stack) {
				c.keys = stack[:n+1][n].keys[:0]
			}
			stack = append(stack, c)
			if len(stack) > MaxDepth {
				s.deep = i
				return s
			}
			i++
		case b == '}' || b == ']':
			i++
			c := top()
			if c == nil {
				continue
			}
			if c.comma >= 0 {
				s.blanks = append(s.blanks, span{c.comma, c.comma + 1})
			}
			if c.long != nil {
				c.long.to = i - 1
			}
			stack = stack[:len(stack)-1]
			if len(stack) == 0 {
				s.end = i
				return s
			}
		case b == ',':
			s.values++
			if c := top(); c != nil {
				c.comma, c.key = i, c.object
				if c.long != nil {
					c.long.comma(i)
				}
			}
			i++
		case b == 'n' && bytes.HasPrefix(text[i:], []byte("null")):
			switch c := top(); {
			case c == nil || c.object:
			case len(stack) > 1 && stack[1].long != nil:
				s.faults = append(s.faults, i)
			default:
				s.nulls++
			}
			value()
			i += len("null")
		case b == ' ' || b == '\t' || b == '\r' || b == '\n' || b == ':':
			i++
		default:
			value()
			i++
		}
	}
	return s
}

func isThingList(key []byte) bool {
	if len(key) < 2 {
		return false
	}
	for _, name := range thingLists {
		if len(name) == len(key)-2 && strings.EqualFold(name, string(key[1:len(key)-1])) {
			return true
		}
	}
	return false
}

func isLicensesKey(key []byte) bool {
	const name = `"licenses"`
	return len(key) == len(name) && strings.EqualFold(string(key), name)
}

// isLicenseKey reports whether a key is one of [strayLicenses].
func isLicenseKey(key []byte) bool {
	if len(key) < len(`"license"`) || len(key) > len(`"licences"`) {
		return false
	}
	_, stray := strayLicenses[strings.ToLower(string(key[1:len(key)-1]))]
	return stray
}

func isVersion(key []byte) bool {
	const name = `"spdxVersion"`
	return len(key) == len(name) && strings.EqualFold(string(key), name)
}

// sound says that nothing is known that would trouble the libraries.
func (s *jsonScan) sound() bool { return s.duplicates == 0 && s.nulls == 0 && len(s.faults) == 0 }

// manyKeys is from where on an object's keys are looked up rather than compared one by one.
const manyKeys = 24

func (s *jsonScan) seen(c *container, key []byte) {
	if len(key) > 2 && 'A' <= key[1] && key[1] <= 'Z' && string(key) != `"SPDXID"` {
		s.upper = true
	}
	if !isPlain(key) {
		s.duplicates++ // it may be another in disguise: whoever decodes it knows
		return
	}
	if c.known != nil {
		name := strings.ToLower(string(key))
		if c.known[name] {
			s.duplicates++
		}
		c.known[name] = true
		return
	}
	for _, k := range c.keys {
		if bytes.EqualFold(k, key) {
			s.duplicates++
			return
		}
	}
	if c.keys = append(c.keys, key); len(c.keys) > manyKeys {
		c.known = map[string]bool{}
		for _, k := range c.keys {
			c.known[strings.ToLower(string(k))] = true
		}
	}
}

// isPlain reports whether a key is written in ASCII without escapes.
func isPlain(key []byte) bool {
	for _, b := range key {
		if b == '\\' || b >= 0x80 {
			return false
		}
	}
	return true
}

// checkScan refuses what would need more memory than any sound document does.
func (r *reading) checkScan(s jsonScan) error {
	if s.deep > 0 {
		return r.tooDeep(int64(s.deep))
	}
	return r.checkCounts(s.values, s.things)
}

func stringEnd(text []byte, i int) int {
	for i++; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return len(text)
}

func commentEnd(text []byte, i int) int {
	end := []byte("\n")
	if text[i+1] == '*' {
		end = []byte("*/")
	}
	n := bytes.Index(text[i+2:], end)
	if n < 0 {
		return len(text)
	}
	return i + 2 + n + len(end)
}

// mendJSONText blanks out what is no JSON around and inside the document, so that offsets stay
// what they were.
func (r *reading) mendJSONText(text []byte) (mended []byte, s jsonScan, err error) {
	s = scanJSON(text)
	if err := r.checkScan(s); err != nil {
		return nil, s, err
	}
	if s.start < 0 {
		return nil, s, r.fail("sbom.syntax", 1, errors.New("no JSON object"))
	}
	if r.piece.split && followed(text[s.end:]) {
		return nil, s, errSeveral
	}
	leading := bytes.TrimSpace(text[:s.start])
	trailing := bytes.TrimSpace(text[s.end:])
	if len(s.blanks) > 0 || len(leading) > 0 || len(trailing) > 0 {
		text = bytes.Clone(text)
	}
	if len(s.blanks) > 0 {
		for _, b := range s.blanks {
			r.log.repair("sbom-repaired-syntax", offset{r, b.from}, string(text[b.from:min(b.to, b.from+200)]))
			if structured(text[b.from:b.to]) {
				r.log.lose("sbom-commented-out", offset{r, b.from}, string(text[b.from:min(b.to, b.from+200)]))
			}
			blank(text[b.from:b.to])
		}
		leading = bytes.TrimSpace(text[:s.start])
		trailing = bytes.TrimSpace(text[s.end:])
	}
	if len(leading) > 0 || len(trailing) > 0 {
		r.surroundings(leading, 0)
		r.surroundings(trailing, s.end)
		blank(text[:s.start])
		blank(text[s.end:])
	}
	return text, s, nil
}

func blank(text []byte) {
	for i, b := range text {
		if b != '\n' {
			text[i] = ' '
		}
	}
}

// An offset is a place in the document's text, written as line and column when somebody asks.
type offset struct {
	r  *reading
	at int
}

func (o offset) String() string { return strings.TrimPrefix(o.r.position(int64(max(o.at, 1))), ":") }
