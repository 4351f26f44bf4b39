// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
	"maps"
	"slices"
	"strings"
)

// A Message is what is to be said, before it is said in a language: a key and arguments. Programs
// compare keys; package i18n of the reports puts them into words.
type Message struct {
	Key  string `json:"key"`
	Args Args   `json:"args,omitempty"`
}

// Args fill the places of a message.
type Args map[string]string

// String prints the message for logs and tests: the key and its arguments, in no language.
func (m Message) String() string {
	var b strings.Builder
	b.WriteString(m.Key)
	for _, k := range slices.Sorted(maps.Keys(m.Args)) {
		b.WriteString(" " + k + "=" + m.Args[k])
	}
	return b.String()
}

// An Error is what went wrong, where, and what to do now. All errors that reach a user are of
// this type or wrap one.
type Error struct {
	Message
	Where string  // file, file:line or file:line:column; empty where there is no such place
	Hint  Message // empty key: no hint
	Cause error
}

func (e *Error) Error() string {
	s := e.Message.String()
	if e.Where != "" {
		s = e.Where + ": " + s
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Cause }
