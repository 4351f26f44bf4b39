// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package inventory

import (
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

// NewMessage makes a message of a key and the names and values of its arguments in turn.
func NewMessage(key string, pairs ...string) Message {
	m := Message{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		if m.Args == nil {
			m.Args = Args{}
		}
		m.Args[pairs[i]] = pairs[i+1]
	}
	return m
}

// String prints the message for logs and tests: the key and its arguments, in no language.
func (m Message) String() string {
	if len(m.Args) < 2 { // as most: nothing to sort
		for k, v := range m.Args {
			return m.Key + " " + k + "=" + v
		}
		return m.Key
	}
	var few [8]string
	keys, size := few[:0], len(m.Key)
	for k, v := range m.Args {
		keys, size = append(keys, k), size+len(" =")+len(k)+len(v)
	}
	slices.Sort(keys)
	var b strings.Builder
	b.Grow(size)
	b.WriteString(m.Key)
	for _, k := range keys {
		b.WriteByte(' ')
		b.WriteString(k)
		b.WriteByte('=')
		b.WriteString(m.Args[k])
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
