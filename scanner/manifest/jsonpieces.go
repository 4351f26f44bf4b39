// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package manifest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// maxJSONDepth bounds how deep values stand in values, as encoding/json does.
const maxJSONDepth = 10_000

// A jsonScanner finds where values begin and end, without copying any: of a lock file of 200 MB a tree or a copy of its text is too much
// beside the text itself. Each value that is looked at is checked by encoding/json as well.
type jsonScanner struct {
	data  []byte
	at    int
	start int // where data begins in the manifest
}

func (s *jsonScanner) fault() error {
	if s.at >= len(s.data) {
		return &jsonFault{s.start + s.at, io.ErrUnexpectedEOF}
	}
	at := s.start + s.at
	return &jsonFault{at, fmt.Errorf("invalid character %s at byte %d", strconv.QuoteRune(rune(s.data[s.at])), at)}
}

// A jsonFault is an error at a place of a manifest.
type jsonFault struct {
	at int
	error
}

// A brokenValue is the error in a value, with all there is from where it begins.
type brokenValue struct {
	value value
	error
}

func (b *brokenValue) Unwrap() error { return b.error }

// next goes on to what is no white space, and gives it; 0 at the end.
func (s *jsonScanner) next() byte {
	for ; s.at < len(s.data); s.at++ {
		switch c := s.data[s.at]; c {
		case ' ', '\t', '\r', '\n':
		default:
			return c
		}
	}
	return 0
}

// text goes behind the string that begins here.
func (s *jsonScanner) text() error {
	for s.at++; ; {
		i := bytes.IndexByte(s.data[s.at:], '"')
		if i < 0 {
			s.at = len(s.data)
			return s.fault()
		}
		end := s.at + i
		backslashes := 0
		for end-backslashes > s.at && s.data[end-1-backslashes] == '\\' {
			backslashes++
		}
		s.at = end + 1
		if backslashes%2 == 0 {
			return nil
		}
	}
}

// value goes behind the value that begins here.
func (s *jsonScanner) value() error {
	var open []byte // the brackets that are to close
	for {
		c := s.next()
		switch {
		case c == '{' || c == '[':
			if len(open) == maxJSONDepth {
				return &jsonFault{s.start + s.at, errors.New("values stand too deep in each other")}
			}
			open = append(open, c+2) // '}' and ']' stand two behind in ASCII
			s.at++
			if s.next() != c+2 {
				if c == '{' {
					if err := s.name(); err != nil {
						return err
					}
				}
				continue
			}
			s.at++
			open = open[:len(open)-1]
		case c == '"':
			if err := s.text(); err != nil {
				return err
			}
		default:
			if err := s.literal(); err != nil {
				return err
			}
		}
		for {
			if len(open) == 0 {
				return nil
			}
			c := s.next()
			if c == open[len(open)-1] {
				s.at++
				open = open[:len(open)-1]
				continue
			}
			if c != ',' {
				return s.fault()
			}
			s.at++
			if open[len(open)-1] == '}' {
				if err := s.name(); err != nil {
					return err
				}
			}
			break
		}
	}
}

// name goes behind the name of a member and its colon.
func (s *jsonScanner) name() error {
	if s.next() != '"' {
		return s.fault()
	}
	if err := s.text(); err != nil {
		return err
	}
	if s.next() != ':' {
		return s.fault()
	}
	s.at++
	return nil
}

// literal goes behind a number, true, false or null.
func (s *jsonScanner) literal() error {
	from := s.at
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '+', c == '.':
			s.at++
			continue
		}
		break
	}
	switch word := s.data[from:s.at]; {
	case len(word) == 0:
		return s.fault()
	case word[0] == '-' || '0' <= word[0] && word[0] <= '9': // what of it is a number tells whoever wants one
	case string(word) != "true" && string(word) != "false" && string(word) != "null":
		s.at = from
		return s.fault()
	}
	return nil
}

// visit hands the members of an object, or the entries of a list, to take, which may end it by an error. start is where raw begins in the
// manifest. The values are parts of raw. Of one that does not end as it should the error is a [brokenValue].
func visit(raw []byte, start int, opening byte, take func(value) error) error {
	s := jsonScanner{data: raw, start: start}
	if s.next() != opening {
		if s.at == len(raw) {
			return s.fault()
		}
		return fmt.Errorf("no %s at byte %d", map[byte]string{'{': "object", '[': "list"}[opening], start)
	}
	s.at++
	closing := opening + 2 // in ASCII
	for s.next() != closing {
		from := s.at
		var v value
		if opening == '{' {
			if err := s.name(); err != nil {
				return err
			}
			var ok bool
			if v.key, ok = (value{raw: bytes.TrimRight(raw[from:s.at-1], " \t\r\n")}).asText(); !ok {
				s.at = from
				return s.fault()
			}
			s.next()
		}
		at := s.at
		if err := s.value(); err != nil {
			v.raw, v.at = raw[at:], span{start + from, start + len(raw)}
			return &brokenValue{v, err}
		}
		v.raw, v.at = raw[at:s.at:s.at], span{start + from, start + s.at}
		if err := take(v); err != nil {
			return err
		}
		switch s.next() {
		case closing:
		case ',':
			s.at++
			if s.next() == closing {
				return s.fault()
			}
		default:
			return s.fault()
		}
	}
	s.at++
	if s.next(); s.at < len(raw) {
		return errors.New("more than one value")
	}
	return nil
}

// quick reads a string that has no escapes and is of ASCII, as most are.
func quick(raw json.RawMessage) (string, bool) {
	if len(raw) < 2 || raw[0] != '"' || raw[len(raw)-1] != '"' {
		return "", false
	}
	for _, c := range raw[1 : len(raw)-1] {
		if c < ' ' || c >= 0x7f || c == '\\' || c == '"' {
			return "", false
		}
	}
	return string(raw[1 : len(raw)-1]), true
}
