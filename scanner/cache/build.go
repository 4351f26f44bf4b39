// SPDX-FileCopyrightText: 2026 The Lizenzlotse authors
// SPDX-License-Identifier: EUPL-1.2

package cache

import (
	"fmt"
	"os"
	"runtime/debug"
)

// Build names the build of the program that runs, with the data in it: by the version or revision it
// was made of, or, where that does not settle it, by when its file was written. It is empty, and
// nothing can be kept, if neither is known.
func Build() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return executable()
	}
	if info.Main.Sum != "" {
		return info.GoVersion + " " + info.Main.Version + " " + info.Main.Sum
	}
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	if revision := set["vcs.revision"]; revision != "" && set["vcs.modified"] == "false" {
		return info.GoVersion + " " + revision
	}
	return executable()
}

// executable is the program's file by size and time.
func executable() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%s %d %d", name, info.Size(), info.ModTime().UnixNano())
}
