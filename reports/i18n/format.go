// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package i18n

import (
	"strconv"
	"strings"
	"time"
)

// Number prints a whole number with its thousands apart: 12.345 or 12,345.
func (l Lang) Number(n int) string { return l.digits(strconv.Itoa(n)) }

// digits sets separators into a whole number; anything else it gives back.
func (l Lang) digits(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return s
	}
	s = strconv.FormatInt(n, 10)
	separator := "."
	if l.english {
		separator = ","
	}
	var b strings.Builder
	for i, r := range s {
		if rest := len(s) - i; i > 0 && rest%3 == 0 && s[i-1] != '-' {
			b.WriteString(separator)
		}
		b.WriteRune(r)
	}
	return b.String()
}

// Percent prints the share of part in whole: "12 %", "12%", and "< 1 %" rather than nothing.
func (l Lang) Percent(part, whole int) string {
	s := "0"
	switch {
	case whole <= 0 || part <= 0:
	case part*100 < whole:
		s = "< 1"
	case part < whole && part*200 >= whole*199:
		s = "> 99"
	default:
		s = strconv.Itoa((part*200 + whole) / (whole * 2))
	}
	if l.english {
		return s + "%"
	}
	return s + "\u00a0%"
}

// Size prints a number of bytes in the unit that keeps it short: 1,5 MB. A kB is 1000 bytes.
func (l Lang) Size(bytes int64) string {
	if bytes < 1000 {
		return l.T("size.bytes", "n", strconv.FormatInt(bytes, 10))
	}
	value := float64(bytes)
	unit := ""
	for _, unit = range []string{"kB", "MB", "GB", "TB", "PB", "EB"} {
		value /= 1000
		if value < 999.95 {
			break
		}
	}
	s := strconv.FormatFloat(value, 'f', 1, 64)
	if !l.english {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s + "\u00a0" + unit
}

// Seconds prints how long something took: 0,3 s, below a tenth of a second 0,03 s.
func (l Lang) Seconds(d time.Duration) string {
	digits := 1
	if d < 100*time.Millisecond {
		digits = 2
	}
	s := strconv.FormatFloat(d.Seconds(), 'f', digits, 64)
	if !l.english {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s + "\u00a0s"
}

func (l Lang) sizeOf(s string) string {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return s
	}
	return l.Size(n)
}

// Date prints a day or month of RFC 3339 the way the language does: 22.11.2026, 2026-11-22.
// What is no such date, a year for one, is given back.
func (l Lang) Date(s string) string {
	if l.english {
		return s
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format("02.01.2006")
	}
	if t, err := time.Parse("2006-01", s); err == nil {
		return t.Format("01/2006")
	}
	return s
}

// Time prints a moment, in UTC: 22.11.2026, 05:19 Uhr (UTC). The zero time is "".
func (l Lang) Time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	t = t.UTC()
	return l.T("time", "date", t.Format(time.DateOnly), "time", t.Format("15:04"))
}

// Stamp prints a moment of RFC 3339 as Time does, and a day as Date does. Anything else is given back.
func (l Lang) Stamp(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return l.Time(t)
	}
	return l.Date(s)
}

// Commas puts what there is on one line, with commas between; "" is left out.
func Commas(all ...string) string {
	var list []string
	for _, s := range all {
		if s != "" {
			list = append(list, s)
		}
	}
	return strings.Join(list, ", ")
}
