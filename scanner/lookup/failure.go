// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package lookup

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
)

// Why there was no answer, in words of the catalogue.
const (
	causeUnknown  = "unknown"  // the registry does not have it
	causeDenied   = "denied"   // it wants credentials, or other ones
	causeStatus   = "status"   // it answers that something went wrong
	causeBusy     = "busy"     // it asks to come back later
	causeName     = "name"     // nobody knows its host
	causeTLS      = "tls"      // who answers cannot prove to be it
	causeNetwork  = "network"  // there is no connection, or it broke off
	causeTime     = "time"     // it took too long
	causeRedirect = "redirect" // it leads to where nobody is asked
	causeForm     = "form"     // what came is of another kind
	causeSize     = "size"     // it is larger than is read
	causeStrange  = "strange"  // it knew none of many
	causeGivenUp  = "given-up" // it failed too often before
)

// A failure is why there was no answer.
type failure struct {
	host, cause string
	err         error
}

func (f *failure) Error() string { return f.host + ": " + f.cause + ": " + fmt.Sprint(f.err) }
func (f *failure) Unwrap() error { return f.err }

func causeOf(err error) string {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var slow interface{ Timeout() bool }
	switch {
	case errors.Is(err, errInside):
		return causeRedirect
	case errors.As(err, &dns):
		return causeName
	case errors.As(err, &cert), errors.As(err, &record):
		return causeTLS
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled), errors.As(err, &slow) && slow.Timeout():
		return causeTime
	}
	return causeNetwork
}

// isCause reports whether an error is a failure for a cause.
func isCause(err error, cause string) bool {
	var f *failure
	return errors.As(err, &f) && f.cause == cause
}
