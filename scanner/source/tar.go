// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package source

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"path"
	"strings"
)

// tar visits the entries of a tar that is not compressed.
func (l *level) tar(m *meter) { l.tarFrom(m, m) }

// tarFrom visits the entries of a tar; r reads through m. Tars that follow one another in one
// stream are read one after the other.
func (l *level) tarFrom(m *meter, r io.Reader) {
	for r != nil {
		if !l.oneTar(m, r) {
			return
		}
		r = l.nextTar(m, r)
	}
}

// oneTar reports whether the tar was read to its end.
func (l *level) oneTar(m *meter, r io.Reader) bool {
	t := tar.NewReader(r)
	for !l.stopped() {
		h, err := t.Next()
		if err == io.EOF {
			// A compressed stream has its own end; a bare tar without its two empty blocks was cut off.
			if m.in == nil && m.zeros < tarBlock {
				l.broken(io.ErrUnexpectedEOF)
			}
			return true
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) { // names are cleaned here
			l.broken(err)
			return false
		}
		if h.Typeflag == tar.TypeXGlobalHeader {
			continue
		}
		if !l.budget.entry() || !l.tarEntry(m, t, h) {
			return false
		}
	}
	return false
}

// nextTar finds another tar behind the end of one, and checks what the stream says of itself at its end.
func (l *level) nextTar(m *meter, r io.Reader) io.Reader {
	block := make([]byte, tarBlock)
	for {
		n, err := io.ReadFull(r, block)
		switch {
		case strings.Trim(string(block[:n]), "\x00") != "":
			if isTar(block[:n]) {
				return io.MultiReader(strings.NewReader(string(block)), r)
			}
			l.issues.unread("archive-trailing", l.path, nil)
			return nil
		case errors.Is(err, gzip.ErrHeader):
			l.issues.unread("archive-trailing", l.path, nil)
			return nil
		case err == io.EOF || err == io.ErrUnexpectedEOF && m.in == nil:
			return nil
		case err == io.ErrUnexpectedEOF:
			// Either the stream ended within a block or the compressed data did: the next read tells.
			if _, err := r.Read(block[:1]); err != io.EOF {
				l.broken(io.ErrUnexpectedEOF)
			}
			return nil
		case err != nil:
			l.broken(err)
			return nil
		}
	}
}

// tarEntry visits one entry. It is false if nothing can be read after it.
func (l *level) tarEntry(m *meter, t *tar.Reader, h *tar.Header) bool {
	switch h.Typeflag {
	case tar.TypeDir:
		return true
	case tar.TypeSymlink:
		name := cleanPath(h.Name)
		l.parts.link(name, path.Join(path.Dir(name), h.Linkname))
		l.docLink(l.prefix+name, h.Linkname)
		target := h.Linkname
		if l.layer { // of which the root is that of what is run
			target = strings.TrimLeft(target, "/")
		}
		l.archiveLink(h.Name, h.Linkname, leaves(path.Dir(name), target))
		return true
	case tar.TypeLink: // its target is an entry, and counts from the top of the archive
		l.parts.link(cleanPath(h.Name), cleanPath(h.Linkname))
		l.archiveLink(h.Name, h.Linkname, leaves("", h.Linkname))
		return true
	case tar.TypeChar, tar.TypeBlock, tar.TypeFifo:
		l.issues.other++
		return true
	}
	p, ok := l.admit(h.Name)
	if !ok {
		return true
	}
	var content io.Reader = t
	if _, isLayer := l.parts.has(p); isLayer || h.Size > l.limits.Entry {
		if isLayer && l.lies(h, p) {
			return true
		}
		done, rest, err := l.streamed(p, t, h.Size)
		if done {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				l.issues.unread("entry-corrupt", p, nil)
			}
			if err != nil {
				l.broken(err)
			}
			return err == nil
		}
		content = rest
	}
	if h.Size > l.limits.Entry {
		l.tooLarge(p, h.Size)
		return true
	}
	before := m.n
	c, err := l.read(content, claimed(h.Size), l.large)
	// The holes of a sparse file come out of nothing.
	if holes := int64(len(c.data)) - (m.n - before) - 2*tarBlock; holes > 0 && err == nil {
		err = l.budget.take(holes)
	}
	if err != nil {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			l.issues.unread("entry-corrupt", p, nil)
		}
		l.broken(err)
	}
	l.take(p, &c, err)
	return err == nil
}

// archiveLink notes a link in an archive.
func (l *level) archiveLink(name, target string, outside bool) {
	cleaned := cleanPath(name)
	p := l.prefix + cleaned
	if l.layer && len(l.links) < maxLinks {
		l.links = append(l.links, cleaned)
	}
	if versionControl(cleaned) != "" || l.exclude.match(p, l.input) >= 0 {
		return
	}
	l.issues.link(p, target, outside)
}
