// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// generationPrefix begins the name of a build's folder and has the version of the format.
const generationPrefix = "detect-1-"

// tempPrefix begins the names of files that are being written.
const tempPrefix = "new-"

// stale is how old a temporary file is that nobody will finish.
const stale = time.Hour

func shardName(b byte) string { return hex.EncodeToString([]byte{b}) }

// read reads a shard; it is empty if there is none that can be used.
func (s *Store) read(name string) table {
	name = s.generation + "/" + name
	if !isOwn(s.root, s.generation) {
		return table{}
	}
	// Asked first, since opening what is no file may wait for somebody. Links are not followed.
	info, err := s.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() || info.Size() > s.limit() || !isOwned(info) {
		return table{}
	}
	data, err := s.root.ReadFile(name)
	if err != nil {
		return table{}
	}
	return openTable(data)
}

// limit is the most that a shard may have, in bytes.
func (s *Store) limit() int64 { return s.size / shardCount }

// save writes the shards that have something new. What cannot be written is lost.
func (s *Store) save() {
	written := false
	for b := range s.shards {
		h := &s.shards[b]
		h.mu.Lock()
		if len(h.fresh) > 0 {
			if !written && !s.makeFolder() {
				h.mu.Unlock()
				return
			}
			written = true
			s.saveShard(shardName(byte(b)), h.fresh)
		}
		h.mu.Unlock()
	}
	if written {
		s.tidy()
	}
}

func (s *Store) makeFolder() bool {
	if info, err := s.root.Lstat(s.generation); err == nil && !info.IsDir() {
		s.root.Remove(s.generation) // a link, or nothing of ours
	}
	if err := s.root.Mkdir(s.generation, 0o700); err != nil && !os.IsExist(err) {
		return false
	}
	return isOwn(s.root, s.generation)
}

// saveShard adds entries to what is on disk by now.
func (s *Store) saveShard(name string, fresh map[key][]byte) {
	list := s.read(name).all()
	list = slices.DeleteFunc(list, func(e entry) bool {
		_, again := fresh[e.key]
		return again
	})
	for k, value := range fresh {
		list = append(list, entry{k, s.today, value})
	}
	replace(s.root, s.generation+"/"+name, makeTable(list, int(s.limit())))
}

// replace puts a file in the place of another at once, so that who reads has the one or the other, and reports whether it did.
func replace(root *os.Root, name string, data []byte) bool {
	temp := path.Join(path.Dir(name), tempPrefix+rand.Text())
	f, err := root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return false
	}
	_, err = f.Write(data)
	if err = cmp.Or(err, f.Close()); err == nil {
		err = root.Rename(temp, name)
	}
	if err != nil {
		root.Remove(temp)
	}
	return err == nil
}

// tidy removes what was left behind, and the folders of other builds, the oldest first, until the rest is
// within the size.
func (s *Store) tidy() {
	type generation struct {
		name string
		time time.Time
		size int64
	}
	var list []generation
	total := int64(0)
	for _, d := range s.list(".") {
		if !strings.HasPrefix(d.Name(), generationPrefix) || !d.IsDir() {
			continue
		}
		g := generation{name: d.Name()}
		for _, f := range s.list(g.name) {
			info, err := f.Info()
			if err != nil {
				continue
			}
			if strings.HasPrefix(f.Name(), tempPrefix) && time.Since(info.ModTime()) > stale {
				s.root.Remove(g.name + "/" + f.Name())
				continue
			}
			g.size += info.Size()
			if info.ModTime().After(g.time) {
				g.time = info.ModTime()
			}
		}
		total += g.size
		if g.name != s.generation {
			list = append(list, g)
		}
	}
	slices.SortFunc(list, func(a, b generation) int { return cmp.Or(a.time.Compare(b.time), strings.Compare(a.name, b.name)) })
	for _, g := range list {
		if total <= s.size {
			return
		}
		if s.root.RemoveAll(g.name) == nil {
			total -= g.size
		}
	}
}

// list is what is in a folder of the cache.
func (s *Store) list(name string) []fs.DirEntry {
	list, err := fs.ReadDir(s.root.FS(), name)
	if err != nil {
		return nil
	}
	return list
}
