// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package detect

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"lizenzlotse/scanner/inventory"
)

// leadingYears reads the years and dates that a text begins with: "1991, 1992,", "1994-6", "2004–2010",
// "2019-present", "12 May 2010", "2001-03-05". It gives them as [inventory.UniteYears] reads them, and
// the place behind them and the punctuation that follows.
func leadingYears(s string) (years []string, n int) {
	year := 0       // the last one read
	ranged := false // and what follows it is the end of a range
	tight := false  // with nothing but a dash between
	short := false  // it had two digits
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c == ' ' || c == '\t' || c == ',' || c == ';' || c == ':' || c == '.' || c == '\'' || c == '*':
			if c == ',' || c == ';' || c == ':' {
				ranged = false
			}
			tight = false
			i++
		case c == '(' || c == ')' || c == '[' || c == ']' || c == '/' || c == '&' || c == '+' || c == '>' && year > 0 || c == '<' && i+1 < len(s) && '0' <= s[i+1] && s[i+1] <= '9':
			ranged, tight = false, false
			i++
		case c == '-' || c == '~':
			ranged, tight = year > 0, year > 0
			i++
		case c >= utf8.RuneSelf:
			r, size := utf8.DecodeRuneInString(s[i:])
			if r < '\u2010' || r > '\u2015' && r != '\u2212' {
				return years, n
			}
			ranged, tight = year > 0, year > 0
			i += size
		case '0' <= c && c <= '9':
			number, size := digits(s[i:])
			next := i + size
			ends := next == len(s) || asciiWord[s[next]] == 0 && s[next] != '_' && s[next] != '@' && s[next] != '%'
			switch {
			case size == 4 && isYear(number) && ends:
				if ranged {
					years[len(years)-1] = strconv.Itoa(year) + "-" + strconv.Itoa(number)
				} else {
					years = append(years, s[i:next])
				}
				year = number
			case size <= 2 && ends && tight && ranged:
				if next < len(s) && s[next] == '-' { // a date
					if _, day := digits(s[next+1:]); day > 0 && day <= 2 {
						next += 1 + day
					}
				} else if last := year - year%pow10(size) + number; last > year {
					years[len(years)-1] = strconv.Itoa(year) + "-" + strconv.Itoa(last)
				}
			case size == 2 && ends && year > 0 && number > year%100 && (short || s[i-1] == ',' || next < len(s) && s[next] == ','): // "1994,96"
				short = true
				year += number - year%100
				years = append(years, strconv.Itoa(year))
			case size <= 2 && yearFollows(s[next:]):
			default:
				return years, n
			}
			ranged, tight = false, false
			i = next
			n = i
		default:
			word := s[i : i+wordLength(s[i:])]
			lower := plain(word)
			switch {
			case word == "":
				return years, n
			case ranged && copyrightWords().open[lower]:
				years[len(years)-1] = strconv.Itoa(year) + "-" + inventory.Present
				ranged = false
				n = i + len(word)
			case (lower == "and" || lower == "und" || lower == "et") && yearFollows(s[i+len(word):]):
				ranged = false
			case year > 0 && (lower == "to" || lower == "bis" || lower == "through" || lower == "until"):
				ranged = true
			case copyrightWords().month[lower] && yearFollows(s[i+len(word):]):
			default:
				return years, n + len(s[n:]) - len(strings.TrimLeft(s[n:], " \t,;:.-–—/)]&+'*"))
			}
			tight = false
			i += len(word)
		}
		if len(years) > maxYears {
			break
		}
	}
	return years, n + len(s[n:]) - len(strings.TrimLeft(s[n:], " \t,;:.-–—/)]&+'*"))
}

// Most years that one notice is read to have.
const maxYears = 200

// yearFollows reports whether a year is the next number, or the next but one behind a day or month.
func yearFollows(s string) bool {
	for range 3 {
		s = strings.TrimLeft(s, " \t,./-'stndrh")
		if number, size := digits(s); size == 4 {
			return isYear(number)
		} else if size > 0 {
			s = s[size:]
			continue
		}
		n := wordLength(s)
		if n == 0 || !copyrightWords().month[plain(s[:n])] {
			return false
		}
		s = s[n:]
	}
	return false
}

func isYear(n int) bool { return 1900 <= n && n < 2100 }

func pow10(n int) int {
	if n == 1 {
		return 10
	}
	return 100
}

// digits reads the number at the beginning; a longer one than a year is read as one of five digits.
func digits(s string) (number, size int) {
	for size < len(s) && size < 5 && '0' <= s[size] && s[size] <= '9' {
		number = number*10 + int(s[size]-'0')
		size++
	}
	return number, size
}

// wordLength is the length of the letters at the beginning.
func wordLength(s string) int {
	n := 0
	for n < len(s) && (s[n] >= utf8.RuneSelf || asciiWord[s[n]] > '9') {
		n++
	}
	return n
}
