// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package main

import (
	"cmp"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"
)

// shoot has the browser show a page in a window of so many CSS pixels and gives what is to be seen.
func shoot(browser, dir, page string, width, height int) (image.Image, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	out := filepath.Join(dir, "shot.png")
	args := []string{"--headless", "--user-data-dir=" + filepath.Join(dir, "profile"), "--disable-gpu", "--no-first-run", "--disable-extensions",
		"--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--hide-scrollbars", "--disable-lcd-text", "--force-color-profile=srgb",
		fmt.Sprintf("--window-size=%d,%d", width, height), "--screenshot=" + out}
	if os.Geteuid() == 0 {
		args = append(args, "--no-sandbox") // as root it does not start with one
	}
	if said, err := exec.CommandContext(ctx, browser, append(args, page)...).CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", browser, err, said)
	}
	f, err := os.Open(out)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		return nil, err
	}
	if b := img.Bounds(); b.Dx() != width || b.Dy() != height {
		return nil, fmt.Errorf("%s: the picture has %d × %d pixels, not %d × %d", browser, b.Dx(), b.Dy(), width, height)
	}
	return img, nil
}

// write writes a picture with a palette, which for pages of text takes a third of what all colours take.
func write(path string, img image.Image) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".picture-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // fails once it is renamed
	defer f.Close()
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(f, reduce(img)); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// maxColors is what a palette of PNG holds.
const maxColors = 256

// reduce keeps the colours that are used most; the others become the nearest of these.
func reduce(img image.Image) *image.Paletted {
	b := img.Bounds()
	count := map[color.RGBA]int{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(img.At(x, y)).(color.RGBA)]++
		}
	}
	var used []color.RGBA
	for c := range count {
		used = append(used, c)
	}
	slices.SortFunc(used, func(c, d color.RGBA) int {
		return cmp.Or(count[d]-count[c], cmp.Compare(c.R, d.R), cmp.Compare(c.G, d.G), cmp.Compare(c.B, d.B), cmp.Compare(c.A, d.A))
	})
	var palette color.Palette
	for _, c := range used[:min(len(used), maxColors)] {
		palette = append(palette, c)
	}
	reduced := image.NewPaletted(b, palette)
	draw.Draw(reduced, b, img, b.Min, draw.Src)
	return reduced
}
