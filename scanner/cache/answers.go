// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"time"
)

// Bounds of answers that are kept.
const (
	MaxAnswers = 512 << 20 // bytes of all files, if not told otherwise
	MaxAnswer  = 64 << 20  // bytes of one, before it is compressed; larger ones are not kept
)

// block is what even the smallest file takes, in bytes.
const block = 4096

// answersFolder has the version of the format.
const answersFolder = "answers-1"

// Answers keep what others answered, for all builds alike: each in a file of its own, which is there as a whole as soon as it was
// put, so that a run that is broken off leaves what it has. They are safe for concurrent use. The nil Answers are empty and keep nothing.
type Answers struct {
	root    *os.Root
	size    int64
	written atomic.Bool
}

// OpenAnswers opens the answers in a folder for caches. They are nil if the folder cannot be used or is not the user's alone. Size bounds them
// in bytes; 0 is MaxAnswers. The caller must Close them.
func OpenAnswers(dir string, size int64) *Answers {
	root := openOwn(dir)
	if root == nil {
		return nil
	}
	if size <= 0 {
		size = MaxAnswers
	}
	a := &Answers{root: root, size: size}
	if !a.folder(answersFolder) {
		root.Close()
		return nil
	}
	return a
}

// folder makes one that is the user's own, or finds it.
func (a *Answers) folder(name string) bool {
	if info, err := a.root.Lstat(name); err == nil && !info.IsDir() {
		a.root.Remove(name) // a link, or nothing of ours
	}
	if err := a.root.Mkdir(name, 0o700); err != nil && !os.IsExist(err) {
		return false
	}
	return isOwn(a.root, name)
}

func answerName(key string) (folder, name string) {
	sum := sha256.Sum256([]byte(key))
	text := hex.EncodeToString(sum[:])
	return answersFolder + "/" + text[:2], text[2:]
}

// Get finds what was put under a key; nil if there is nothing that can be used.
func (a *Answers) Get(key string) []byte {
	if a == nil {
		return nil
	}
	folder, name := answerName(key)
	name = folder + "/" + name
	if !isOwn(a.root, folder) {
		return nil
	}
	info, err := a.root.Lstat(name) // before it is opened, see Store.read
	if err != nil || !info.Mode().IsRegular() || info.Size() > MaxAnswer || !isOwned(info) {
		return nil
	}
	data, err := a.root.ReadFile(name)
	if err != nil || len(data) < sha256.Size {
		return nil
	}
	if sum := sha256.Sum256(append([]byte(key), data[sha256.Size:]...)); !bytes.Equal(sum[:], data[:sha256.Size]) {
		return nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data[sha256.Size:]))
	if err != nil {
		return nil
	}
	value, err := io.ReadAll(io.LimitReader(z, MaxAnswer+1))
	if err != nil || len(value) > MaxAnswer {
		return nil
	}
	return value
}

// Put keeps a value at once. What cannot be written is lost.
func (a *Answers) Put(key string, value []byte) {
	if a == nil || len(value) > MaxAnswer {
		return
	}
	folder, name := answerName(key)
	if !a.folder(folder) {
		return
	}
	var b bytes.Buffer
	b.Write(make([]byte, sha256.Size))
	z, err := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	if err != nil {
		return
	}
	if _, err := z.Write(value); err != nil || z.Close() != nil {
		return
	}
	data := b.Bytes()
	sum := sha256.Sum256(append([]byte(key), data[sha256.Size:]...))
	copy(data, sum[:])
	if replace(a.root, folder+"/"+name, data) {
		a.written.Store(true)
	}
}

// Close lets the folder go, after it took out the oldest of what is too much. The Answers must not be used any more.
func (a *Answers) Close() {
	if a == nil {
		return
	}
	defer a.root.Close()
	if a.written.Load() {
		a.tidy()
	}
}

func (a *Answers) tidy() {
	type file struct {
		name string
		time time.Time
		size int64
	}
	var list []file
	total := int64(0)
	// What cannot be listed stays.
	fs.WalkDir(a.root.FS(), answersFolder, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return nil
		}
		info, err := d.Info()
		switch {
		case err != nil:
		case strings.HasPrefix(path.Base(name), tempPrefix):
			if time.Since(info.ModTime()) > stale {
				a.root.Remove(name)
			}
		default:
			size := max(info.Size(), block)
			list = append(list, file{name, info.ModTime(), size})
			total += size
		}
		return nil
	})
	slices.SortFunc(list, func(a, b file) int { return cmp.Or(a.time.Compare(b.time), strings.Compare(a.name, b.name)) })
	for _, f := range list {
		if total <= a.size {
			return
		}
		if a.root.Remove(f.name) == nil {
			total -= f.size
		}
	}
}
